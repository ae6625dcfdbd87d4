import { z } from "zod";
import { bulkOf, returnEntity } from "../bulk";
import { bulkCreate, bulkDelete, bulkUpdate, type MaskedUpdate } from "../bulk-writes";
import { fieldMask } from "../field-mask";
import { type Cascade, cascade, guid, optional } from "../shapes";
import { type LiveCascade, requiredCascade } from "../state/cascade";
import {
  checkCascadeOfNew,
  createPoolDefinition,
  deletePoolDefinition,
  type NewPoolDefinition,
  type PoolDefinition,
  presentPoolDefinition,
  updatePoolDefinition,
} from "../state/pool-definitions";
import type { Site } from "../state/site";
import { parse } from "../validation";
import { newPoolDefinition, poolDefinitionChange } from "./pool-definitions";
import type { Route } from "./route";

const base = "/benefit-programs/v1/bulk/pool-definitions";

const toBatch = <I, R>({ poolDefinitions: items, ...rest }: { poolDefinitions: I } & R) => ({
  items,
  ...rest,
});

const createRequest = z
  .object({
    poolDefinitions: bulkOf(newPoolDefinition),
    cascade: optional(cascade),
    returnEntity,
  })
  .transform(toBatch);

const masked = z
  .object({ poolDefinition: poolDefinitionChange.extend({ id: guid }), fieldMask })
  .transform(({ poolDefinition, fieldMask: mask }) => ({ given: poolDefinition, mask }));

const updateRequest = z
  .object({ poolDefinitions: bulkOf(masked), cascade: optional(cascade), returnEntity })
  .transform(toBatch);

const deleteRequest = z.object({ poolDefinitionIds: bulkOf(guid), cascade: optional(cascade) });

export const bulkPoolDefinitionRoutes: Route[] = [
  {
    method: "poolDefinitions.bulkCreatePoolDefinitions",
    verb: "POST",
    path: `${base}/create`,
    answer({ site, body }) {
      const { cascade: given, ...batch } = parse(createRequest, body);
      checkCascadeOfNew(batch.items, given);
      return bulkCreate(site, batch, poolDefinitionCreation(site, given));
    },
  },
  {
    method: "poolDefinitions.bulkUpdatePoolDefinitions",
    verb: "POST",
    path: `${base}/update`,
    answer({ site, body }) {
      const { cascade: given, ...batch } = parse(updateRequest, body);
      return bulkUpdate(site, batch, poolDefinitionUpdate(site, requiredCascade(given)));
    },
  },
  {
    method: "poolDefinitions.bulkDeletePoolDefinitions",
    verb: "POST",
    path: `${base}/delete`,
    answer({ site, body }) {
      const { poolDefinitionIds, cascade: asked } = parse(deleteRequest, body);
      const given = requiredCascade(asked);
      return bulkDelete(site, poolDefinitionIds, (id) => deletePoolDefinition(site, id, given));
    },
  },
];

const poolDefinitionCreation = (site: Site, given: Cascade | undefined) => ({
  create: (poolDefinition: NewPoolDefinition) => createPoolDefinition(site, poolDefinition, given),
  present: (created: PoolDefinition) => presentPoolDefinition(site, created),
});

const poolDefinitionUpdate = (
  site: Site,
  given: LiveCascade,
): MaskedUpdate<PoolDefinition, typeof poolDefinitionChange> => ({
  collection: site.poolDefinitions,
  fields: {
    displayName: null,
    description: null,
    details: {},
    programDefinitionIds: [],
    extendedFields: null,
  },
  shape: poolDefinitionChange,
  update: (id, change, isMasked) => updatePoolDefinition(site, id, { ...change, isMasked }, given),
  present: (updated) => presentPoolDefinition(site, updated),
});
