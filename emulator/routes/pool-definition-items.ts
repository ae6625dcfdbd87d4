import { z } from "zod";
import { bulk, bulkOf } from "../bulk";
import { type Operator, operators } from "../filter";
import { answerQuery, fieldRules } from "../query";
import { guid, optional, text } from "../shapes";
import { findItem } from "../state/items";
import {
  addItem,
  type GivenReference,
  type PoolDefinitionItem,
  poolDefinitionItems,
  presentPoolDefinitionItem,
  removeReference,
  targetBenefit,
} from "../state/pool-definition-items";
import type { NewItem } from "../state/items";
import type { Site } from "../state/site";
import { parse } from "../validation";
import type { Call, Route } from "./route";

const base = "/benefit-programs/v1/pool-definition-items";

const fields = optional(
  z.array(z.enum(["POOL_DEFINITION", "PROGRAM_DEFINITION", "BENEFIT", "ITEM"])).max(4),
);

const changeRequest = z.object({
  itemReferences: bulkOf(z.object({ externalId: guid, category: optional(text(20)) })),
  poolDefinitionId: guid,
  benefitKey: z.string().min(1).max(64),
});

/** typings: $hasAll and $hasSome. assumed (array-field-operators): and the others, which the query builder types. */
const querySpec = (site: Site) => {
  const isStrict = site.assumes("array-field-operators", "refused");
  const allowed: readonly Operator[] = isStrict ? ["$hasAll", "$hasSome"] : operators;
  return {
    name: "poolDefinitionItems",
    rules: fieldRules({
      all: [
        "id",
        "createdDate",
        "benefitKey",
        "category",
        "externalId",
        "itemSearchKey",
        "itemSetId",
        "namespace",
        "poolDefinitionId",
        "providerAppId",
      ],
      lists: { "programDefinitions.id": allowed, "programDefinitions.externalId": allowed },
    }),
    limitMax: 1000,
  };
};

export const poolDefinitionItemRoutes: Route[] = [
  {
    method: "poolDefinitionItems.queryPoolDefinitionItems",
    verb: "POST",
    path: `${base}/query`,
    answer({ site, body, horizon }) {
      const { fields: asked = [] } = parse(z.object({ fields }), body);
      const present = (item: PoolDefinitionItem) => presentPoolDefinitionItem(site, item, asked);
      return answerQuery(site, poolDefinitionItems(site, horizon), querySpec(site), body, present);
    },
  },
  {
    method: "poolDefinitionItems.addItemsToBenefit",
    verb: "POST",
    path: `${base}/add-items-to-benefit`,
    answer: (call) => changed(call, (site, given) => ({ id: addItem(site, given).id })),
  },
  {
    method: "poolDefinitionItems.removeItemsFromBenefit",
    verb: "POST",
    path: `${base}/remove-items-from-benefit`,
    answer: (call) =>
      changed(call, (site, given) => {
        removeReference(site, given);
        return {};
      }),
  },
];

function changed(
  { site, config, body }: Call,
  act: (site: Site, given: NewItem) => { id?: string },
) {
  const { itemReferences, ...target } = parse(changeRequest, body);
  const newItem = targetBenefit(site, target, config.appId);
  return bulk(site, {
    items: itemReferences,
    idOf(reference: GivenReference) {
      const given = newItem(reference);
      return findItem(site, given.itemSetId, given)?.id;
    },
    act: (reference) => act(site, newItem(reference)),
  });
}
