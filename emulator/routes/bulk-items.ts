import { z } from "zod";
import { bulk, bulkOf, returnEntity } from "../bulk";
import { fieldMask, maskedChange } from "../field-mask";
import { parseFilterOf } from "../filter";
import { guid, namespace } from "../shapes";
import { createItem, deleteItem, deleteItemsByFilter, updateItem } from "../state/items";
import { found } from "../state/site";
import { parse } from "../validation";
import { itemChange, itemQuerySpec, newItem } from "./items";
import type { Route } from "./route";

const base = "/benefit-programs/v1/bulk/items";

const createRequest = z.object({ items: bulkOf(newItem), returnEntity });

const updateRequest = z.object({
  items: bulkOf(z.object({ item: itemChange.extend({ id: guid }), fieldMask })),
  returnEntity,
});

const deleteByFilterRequest = z.object({ namespace, filter: z.unknown().optional() });

/** What a mask may name, and what each is when it is cleared. */
const fields = { displayName: null, extendedFields: null };

export const bulkItemRoutes: Route[] = [
  {
    method: "items.bulkCreateItems",
    verb: "POST",
    path: `${base}/create`,
    answer({ site, body }) {
      const request = parse(createRequest, body);
      return bulk(site, {
        items: request.items,
        returnEntity: request.returnEntity,
        act(given) {
          const created = createItem(site, given);
          return { id: created.id, entity: () => created };
        },
      });
    },
  },
  {
    method: "items.bulkUpdateItems",
    verb: "POST",
    path: `${base}/update`,
    answer({ site, body }) {
      const request = parse(updateRequest, body);
      return bulk(site, {
        items: request.items,
        returnEntity: request.returnEntity,
        idOf: ({ item }) => item.id,
        act({ item: { id, ...rest }, fieldMask: mask }) {
          const current = found(site, site.items, id);
          const masked = { mask, given: rest, current, fields, field: "fieldMask" };
          const updated = updateItem(site, id, parse(itemChange, maskedChange(site, masked)));
          return { entity: () => updated };
        },
      });
    },
  },
  {
    method: "items.bulkDeleteItems",
    verb: "POST",
    path: `${base}/delete`,
    answer({ site, body }) {
      const { itemIds } = parse(z.object({ itemIds: bulkOf(guid) }), body);
      return bulk(site, {
        items: itemIds,
        idOf: (id) => id,
        act(id) {
          deleteItem(site, id);
          return {};
        },
      });
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
