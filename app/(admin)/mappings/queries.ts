import "server-only";
import { readers } from "@/lib/auth/roles";
import { searchMappings, type MappingSearch } from "@/lib/mappings/mappings";
import { query } from "@/lib/operations/query";

/** A page of mappings; its cursors are offsets. No request to Wix. */
export const readMappings = query(readers, async (_, search: MappingSearch) => {
  const found = await searchMappings(search);
  const { limit, offset } = search;
  return {
    items: found.slice(0, limit),
    next: found.length > limit ? String(offset + limit) : null,
    prev: offset > 0 ? String(Math.max(0, offset - limit)) : null,
  };
});
