import { labelOf } from "@/components/details/labels";
import type { Json } from "@/lib/audit/canonical";
import type { Change } from "./changes";

/** Changed with every write, and so of no interest. */
const ignored = new Set(["revision", "updatedDate", "createdDate", "id"]);

/** What changed between two versions of a thing, field by field. */
export function flatChanges(before: Json, after: Json): Change[] {
  const [was, is] = [flat(before), flat(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => !ignored.has(name));
  return names
    .filter((name) => was.get(name) !== is.get(name))
    .map((name) => ({ name, label: label(name), before: was.get(name), after: is.get(name) }));
}

/** Each leaf by its path; a benefit by its key, wherever it stands in its list. */
function flat(value: Json, path = ""): Map<string, string> {
  if (value === null) return new Map();
  if (typeof value !== "object") return new Map([[path, String(value)]]);
  const parts = Object.entries(value).map(([name, held]) => {
    const place = Array.isArray(value) ? `[${keyOf(held) ?? name}]` : name;
    return flat(held, path ? `${path}.${place}` : place);
  });
  return new Map(parts.flatMap((part) => [...part]));
}

function keyOf(value: Json | undefined): string | undefined {
  if (!value || typeof value !== "object" || Array.isArray(value)) return undefined;
  return typeof value.benefitKey === "string" ? value.benefitKey : undefined;
}

function label(path: string): string {
  const benefit = /\.benefits\.\[(.*)\]\.([^.]+)$/.exec(path);
  return benefit ? `Benefit “${benefit[1]}”: ${labelOf(path).toLowerCase()}` : labelOf(path);
}
