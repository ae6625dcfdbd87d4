import { labelOf } from "@/components/details/labels";
import type { Json } from "@/lib/audit/canonical";
import type { Change } from "./changes";

/** Changed with every write, and so of no interest. */
const ignored = /(^|\.)(revision|updatedDate|createdDate|id)$/;

/** What changed between two versions of a thing, field by field. */
export function flatChanges(before: Json, after: Json): Change[] {
  const [was, is] = [flat(before), flat(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => !ignored.test(name));
  return names
    .filter((name) => was.get(name) !== is.get(name))
    .map((name) => ({ name, label: label(name), before: was.get(name), after: is.get(name) }));
}

/** Each leaf by its path. */
function flat(value: Json, path = ""): Map<string, string> {
  if (value === null) return new Map();
  if (typeof value !== "object") return new Map([[path, String(value)]]);
  const parts = Object.entries(value).map(([name, held]) =>
    flat(held, path ? `${path}.${name}` : name),
  );
  return new Map(parts.flatMap((part) => [...part]));
}

function label(path: string): string {
  const benefit = /\.benefits\.(\d+)\./.exec(path)?.[1];
  return benefit === undefined
    ? labelOf(path)
    : `Benefit ${Number(benefit) + 1}: ${labelOf(path).toLowerCase()}`;
}
