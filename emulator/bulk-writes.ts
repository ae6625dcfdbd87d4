import type { z } from "zod";
import { bulk } from "./bulk";
import { maskedChange } from "./field-mask";
import type { Collection, Entity } from "./state/collection";
import { found, type Site } from "./state/site";
import { parse } from "./validation";

interface Batch<R> {
  items: readonly R[];
  returnEntity?: boolean;
}

/** documented: creates each on its own. `present` makes of an entity what the API shows. */
export function bulkCreate<G, T extends Entity>(
  site: Site,
  batch: Batch<G>,
  { create, present }: { create: (given: G) => T; present: (created: T) => object },
) {
  return bulk(site, {
    ...batch,
    act(given) {
      const created = create(given);
      return { id: created.id, entity: () => present(created) };
    },
  });
}

/** What a bulk update carries for one entity: fields, and which of them are meant. */
interface Masked {
  given: { id: string };
  mask: readonly string[];
}

/** How one kind of entity is updated. `fields` are those that a mask may name, each with the value that clears it. */
export interface MaskedUpdate<T extends Entity, S extends z.ZodType> {
  collection: Collection<T>;
  fields: Readonly<Record<string, unknown>>;
  shape: S;
  update: (id: string, change: z.output<S>, isMasked: boolean) => T;
  present: (updated: T) => object;
}

/** documented: updates each on its own, and of each only the fields of its mask. */
export function bulkUpdate<T extends Entity, S extends z.ZodType>(
  site: Site,
  batch: Batch<Masked>,
  { collection, fields, shape, update, present }: MaskedUpdate<T, S>,
) {
  return bulk(site, {
    ...batch,
    idOf: ({ given }) => given.id,
    act({ given: { id, ...given }, mask }) {
      const current = found(site, collection, id);
      const asked = { mask, given, current, fields, field: "fieldMask" };
      const change = parse(shape, maskedChange(site, asked));
      const updated = update(id, change, mask.length > 0);
      return { entity: () => present(updated) };
    },
  });
}

/** documented: deletes each on its own. */
export function bulkDelete(site: Site, ids: readonly string[], remove: (id: string) => void) {
  return bulk(site, {
    items: ids,
    idOf: (id) => id,
    act(id) {
      remove(id);
      return {};
    },
  });
}
