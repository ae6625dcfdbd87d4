import "server-only";
import { subjectNames } from "@/lib/audit/read";
import { readers } from "@/lib/auth/roles";
import { searchMappings, type MappingSearch } from "@/lib/mappings/mappings";
import { query } from "@/lib/operations/query";

type Search = Omit<MappingSearch, "offset"> & { cursor: string | undefined };

/** A page of mappings; its cursors are offsets. One that leads nowhere is the first page. No request to Wix. */
export const readMappings = query(readers, async (_, { cursor = "0", ...search }: Search) => {
  const asked = /^\d{1,7}$/.test(cursor) ? Number(cursor) : null;
  const page = await pageAt(search, asked ?? 0);
  if (asked === 0 || (asked && page.items.length > 0)) return { ...page, isCursorBad: false };
  return { ...(asked ? await pageAt(search, 0) : page), isCursorBad: true };
});

async function pageAt(search: Omit<MappingSearch, "offset">, offset: number) {
  const found = await searchMappings({ ...search, offset });
  const { limit } = search;
  const items = found.slice(0, limit);
  return {
    items,
    names: await subjectNames(items.map((one) => one.attemptId)),
    next: found.length > limit ? String(offset + limit) : null,
    prev: offset > 0 ? String(Math.max(0, offset - limit)) : null,
  };
}
