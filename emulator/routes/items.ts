import { z } from "zod";
import { parseFilterOf } from "../filter";
import { answerQuery, cursorPage, fieldRules } from "../query";
import { extendedFields, guid, namespace, optional, revision, text } from "../shapes";
import { countItems, createItem, deleteItem, updateItem } from "../state/items";
import { found } from "../state/site";
import { parse } from "../validation";
import { listAsked, listSpec } from "./list-items";
import { idOf, type Route } from "./route";

const base = "/benefit-programs/v1/items";

export const newItem = z.object({
  externalId: guid,
  category: optional(text(20)),
  itemSetId: guid,
  displayName: optional(text(400)),
  providerAppId: guid,
  extendedFields: optional(extendedFields),
  namespace,
});

export const itemChange = z.object({
  revision: optional(revision),
  displayName: text(400).nullish(),
  extendedFields: extendedFields.nullish(),
  // Of what cannot be changed only the limits count.
  namespace: namespace.nullish(),
  externalId: guid.nullish(),
  category: text(20).nullish(),
  itemSetId: guid.nullish(),
  providerAppId: guid.nullish(),
});

export const itemQuerySpec = {
  name: "items",
  rules: fieldRules({
    all: ["id", "createdDate", "category", "externalId", "itemSetId", "namespace", "providerAppId"],
  }),
  limitMax: 1000,
  cursorLengthMax: listSpec.cursorLengthMax,
};

export const itemRoutes: Route[] = [
  {
    method: "items.createItem",
    verb: "POST",
    path: base,
    answer({ site, body }) {
      const { item } = parse(z.object({ item: newItem }), body);
      return { item: createItem(site, item) };
    },
  },
  {
    method: "items.queryItems",
    verb: "POST",
    path: `${base}/query`,
    answer({ site, body }) {
      return answerQuery(site, site.items, itemQuerySpec, body);
    },
  },
  {
    method: "items.listItems",
    verb: "GET",
    path: base,
    answer({ site, query }) {
      return cursorPage(site, site.items, listSpec, listAsked(query));
    },
  },
  {
    method: "items.countItems",
    verb: "POST",
    path: `${base}/count`,
    answer({ site, body }) {
      const { filter } = parse(z.object({ filter: z.unknown().optional() }), body);
      return { count: countItems(site, parseFilterOf("filter", filter, itemQuerySpec.rules)) };
    },
  },
  {
    method: "items.getItem",
    verb: "GET",
    path: `${base}/:id`,
    answer(call) {
      return { item: found(call.site, call.site.items, idOf(call, "itemId")) };
    },
  },
  {
    method: "items.updateItem",
    verb: "PATCH",
    path: `${base}/:id`,
    answer(call) {
      const id = idOf(call, "item.id");
      const { item } = parse(z.object({ item: itemChange }), call.body);
      return { item: updateItem(call.site, id, item) };
    },
  },
  {
    method: "items.deleteItem",
    verb: "POST",
    path: `${base}/:id/delete`,
    answer(call) {
      deleteItem(call.site, idOf(call, "itemId"));
      return {};
    },
  },
];
