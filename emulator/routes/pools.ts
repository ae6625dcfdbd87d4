import { z } from "zod";
import { answerQuery, fieldRules } from "../query";
import { extendedFields, guid, namespace, optional, revision, text } from "../shapes";
import { details } from "../state/details";
import { type Pool, presentPool, updatePool } from "../state/pools";
import { found, type Site } from "../state/site";
import { parse } from "../validation";
import { benefitListOperators } from "./benefit-fields";
import { idOf, type Route } from "./route";

const base = "/benefit-programs/v1/pools";

export const poolChange = z.object({
  revision: optional(revision),
  displayName: text(64).nullish(),
  description: text(450).nullish(),
  details: optional(details),
  extendedFields: extendedFields.nullish(),
  // Of what cannot be changed only the limits count.
  namespace: namespace.nullish(),
  poolDefinitionId: guid.nullish(),
  programDefinitionId: guid.nullish(),
  programId: guid.nullish(),
});

const updateRequest = z.object({ pool: poolChange });

const querySpec = (site: Site) => ({
  name: "pools",
  rules: fieldRules({
    all: [
      "id",
      "createdDate",
      "beneficiary.memberId",
      "beneficiary.wixUserId",
      "namespace",
      "poolDefinitionId",
      "programDefinitionId",
      "programId",
      "status",
    ],
    lists: { beneficiary: ["$exists"], ...benefitListOperators(site) },
    aliases: { "programDefinition.id": "programDefinitionId", "program.id": "programId" },
  }),
  limitMax: 100,
});

export const poolRoutes: Route[] = [
  {
    method: "pools.queryPools",
    verb: "POST",
    path: `${base}/query`,
    answer({ site, body }) {
      const present = (pool: Pool) => presentPool(site, pool);
      return answerQuery(site, site.pools, querySpec(site), body, present);
    },
  },
  {
    method: "pools.getPool",
    verb: "GET",
    path: `${base}/:id`,
    answer(call) {
      const id = idOf(call, "poolId");
      return { pool: presentPool(call.site, found(call.site, call.site.pools, id)) };
    },
  },
  {
    method: "pools.updatePool",
    verb: "PATCH",
    path: `${base}/:id`,
    answer(call) {
      const id = idOf(call, "pool.id");
      const { pool } = parse(updateRequest, call.body);
      return { pool: presentPool(call.site, updatePool(call.site, id, pool)) };
    },
  },
];
