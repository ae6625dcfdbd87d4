import { z } from "zod";
import { answerQuery, fieldRules } from "../query";
import { optional } from "../shapes";
import { type PoolItem, poolItems, presentPoolItem } from "../state/pool-items";
import { parse } from "../validation";
import type { Route } from "./route";

const fields = optional(
  z.array(z.enum(["POOL", "PROGRAM", "PROGRAM_DEFINITION", "ITEM", "BENEFIT", "BALANCE"])).max(6),
);

const querySpec = {
  name: "poolItems",
  rules: fieldRules({
    all: [
      "id",
      "createdDate",
      "beneficiary.memberId",
      "benefitKey",
      "category",
      "externalId",
      "externalProgramDefinitionId",
      "externalProgramId",
      "itemSearchKey",
      "itemSetId",
      "namespace",
      "poolDefinitionId",
      "poolId",
      "programDefinitionId",
      "programId",
      "providerAppId",
    ],
  }),
  limitMax: 1000,
  defaultOrder: "DESC",
} as const;

export const poolItemRoutes: Route[] = [
  {
    method: "poolItems.queryPoolItems",
    verb: "POST",
    path: "/benefit-programs/v1/pool-items/query",
    isForMembers: true,
    answer({ site, body, identity, horizon }) {
      const { fields: asked = [] } = parse(z.object({ fields }), body);
      const present = (item: PoolItem) => presentPoolItem(site, item, asked);
      return answerQuery(site, poolItems(site, identity, horizon), querySpec, body, present);
    },
  },
];
