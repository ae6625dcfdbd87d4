import { z } from "zod";
import { bulkOf, returnEntity } from "../bulk";
import { bulkCreate, bulkDelete, bulkUpdate, type MaskedUpdate } from "../bulk-writes";
import { fieldMask } from "../field-mask";
import { parseFilterOf } from "../filter";
import { guid, namespace } from "../shapes";
import {
  createItem,
  deleteItem,
  deleteItemsByFilter,
  type Item,
  type NewItem,
  updateItem,
} from "../state/items";
import type { Site } from "../state/site";
import { parse } from "../validation";
import { itemChange, itemQuerySpec, newItem } from "./items";
import type { Route } from "./route";

const base = "/benefit-programs/v1/bulk/items";

const createRequest = z.object({ items: bulkOf(newItem), returnEntity });

const masked = z
  .object({ item: itemChange.extend({ id: guid }), fieldMask })
  .transform(({ item, fieldMask: mask }) => ({ given: item, mask }));
const updateRequest = z.object({ items: bulkOf(masked), returnEntity });

const deleteByFilterRequest = z.object({ namespace, filter: z.unknown().optional() });

export const bulkItemRoutes: Route[] = [
  {
    method: "items.bulkCreateItems",
    verb: "POST",
    path: `${base}/create`,
    answer({ site, body }) {
      return bulkCreate(site, parse(createRequest, body), itemCreation(site));
    },
  },
  {
    method: "items.bulkUpdateItems",
    verb: "POST",
    path: `${base}/update`,
    answer({ site, body }) {
      return bulkUpdate(site, parse(updateRequest, body), itemUpdate(site));
    },
  },
  {
    method: "items.bulkDeleteItems",
    verb: "POST",
    path: `${base}/delete`,
    answer({ site, body }) {
      const { itemIds } = parse(z.object({ itemIds: bulkOf(guid) }), body);
      return bulkDelete(site, itemIds, (id) => deleteItem(site, id));
    },
  },
  {
    method: "items.bulkDeleteItemsByFilter",
    verb: "POST",
    path: `${base}/delete-by-filter`,
    answer({ site, body }) {
      const { namespace: ns, filter } = parse(deleteByFilterRequest, body);
      const condition = parseFilterOf("filter", filter, itemQuerySpec.rules);
      return { jobId: deleteItemsByFilter(site, ns, condition).id };
    },
  },
];

const itemCreation = (site: Site) => ({
  create: (given: NewItem) => createItem(site, given),
  present: (item: Item) => item,
});

const itemUpdate = (site: Site): MaskedUpdate<Item, typeof itemChange> => ({
  collection: site.items,
  fields: { displayName: null, extendedFields: null },
  shape: itemChange,
  update: (id, change) => updateItem(site, id, change),
  present: (item) => item,
});
