import { z } from "zod";
import { bulk, bulkOf, returnEntity } from "../bulk";
import { fieldMask, maskedChange } from "../field-mask";
import { cascade, guid, optional } from "../shapes";
import { requiredCascade } from "../state/cascade";
import {
  createPoolDefinition,
  deletePoolDefinition,
  presentPoolDefinition,
  updatePoolDefinition,
} from "../state/pool-definitions";
import { found } from "../state/site";
import { parse } from "../validation";
import { newPoolDefinition, poolDefinitionChange } from "./pool-definitions";
import type { Route } from "./route";

const base = "/benefit-programs/v1/bulk/pool-definitions";

const createRequest = z.object({
  poolDefinitions: bulkOf(newPoolDefinition),
  cascade: optional(cascade),
  returnEntity,
});

const updateRequest = z.object({
  poolDefinitions: bulkOf(
    z.object({ poolDefinition: poolDefinitionChange.extend({ id: guid }), fieldMask }),
  ),
  cascade: optional(cascade),
  returnEntity,
});

const deleteRequest = z.object({ poolDefinitionIds: bulkOf(guid), cascade: optional(cascade) });

/** What a mask may name, and what each is when it is cleared. */
const fields = {
  displayName: null,
  description: null,
  details: {},
  programDefinitionIds: [],
  extendedFields: null,
};

export const bulkPoolDefinitionRoutes: Route[] = [
  {
    method: "poolDefinitions.bulkCreatePoolDefinitions",
    verb: "POST",
    path: `${base}/create`,
    answer({ site, body }) {
      const request = parse(createRequest, body);
      const ids = request.poolDefinitions.flatMap((given) => given.programDefinitionIds ?? []);
      if (ids.length > 0) requiredCascade(request.cascade);
      return bulk(site, {
        items: request.poolDefinitions,
        returnEntity: request.returnEntity,
        act(given) {
          const created = createPoolDefinition(site, given, request.cascade);
          return { id: created.id, entity: () => presentPoolDefinition(site, created) };
        },
      });
    },
  },
  {
    method: "poolDefinitions.bulkUpdatePoolDefinitions",
    verb: "POST",
    path: `${base}/update`,
    answer({ site, body }) {
      const request = parse(updateRequest, body);
      const given = requiredCascade(request.cascade);
      return bulk(site, {
        items: request.poolDefinitions,
        returnEntity: request.returnEntity,
        idOf: (item) => item.poolDefinition.id,
        act(item) {
          const current = found(site, site.poolDefinitions, item.poolDefinition.id);
          const { id, ...rest } = item.poolDefinition;
          const masked = { mask: item.fieldMask, given: rest, current, fields, field: "fieldMask" };
          const change = parse(poolDefinitionChange, maskedChange(site, masked));
          const isMasked = item.fieldMask.length > 0;
          const updated = updatePoolDefinition(site, id, { ...change, isMasked }, given);
          return { entity: () => presentPoolDefinition(site, updated) };
        },
      });
    },
  },
  {
    method: "poolDefinitions.bulkDeletePoolDefinitions",
    verb: "POST",
    path: `${base}/delete`,
    answer({ site, body }) {
      const request = parse(deleteRequest, body);
      const given = requiredCascade(request.cascade);
      return bulk(site, {
        items: request.poolDefinitionIds,
        idOf: (id) => id,
        act(id) {
          deletePoolDefinition(site, id, given);
          return {};
        },
      });
    },
  },
];
