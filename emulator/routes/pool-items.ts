import { z } from "zod";
import { fieldRules, queryPage } from "../query";
import { optional } from "../shapes";
import { poolItems, presentPoolItem } from "../state/pool-items";
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
      const source = poolItems(site, identity, horizon);
      const { items, metadata } = queryPage(site, source, querySpec, body);
      return { poolItems: items.map((one) => presentPoolItem(site, one, asked)), metadata };
    },
  },
];
