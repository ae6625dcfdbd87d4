/** The search of an address as Next gives it to a page. */
export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** The same search with some parameters changed; undefined and "" take one away. */
export function searchWith(
  current: SearchParams,
  changes: Readonly<Record<string, string | undefined>>,
): `?${string}` {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...current, ...changes })) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one) search.append(name, one);
    }
  }
  return `?${search.toString()}`;
}
