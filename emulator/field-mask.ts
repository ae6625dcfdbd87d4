import { z } from "zod";
import { invalid } from "./refusal";
import type { Site } from "./state/site";

/** typings: the SDK sends one comma-joined text of camelCase paths. `{ paths }` and snake_case are taken too. */
export const fieldMask = z
  .union([
    z.string().transform((text) => text.split(",")),
    z.object({ paths: z.array(z.string()) }).transform(({ paths }) => paths),
  ])
  .nullish()
  .transform((paths) => (paths ?? []).map((path) => path.trim()).filter(Boolean));

interface Masked {
  mask: readonly string[];
  /** What the body carries, parsed. */
  given: object;
  current: object;
  /** Fields that can be updated, each with the value that clears it. */
  fields: Readonly<Record<string, unknown>>;
  /** Where the request carries the mask. */
  field: string;
}

/** Keys of the caller's own, left as they are. */
const foreignFields = ["additionalData", "extendedFields"];

/**
 * documented: only the fields of the mask are updated; a path into a field leaves the rest of that field.
 * assumed (field-mask-missing, field-mask-unknown, field-mask-absent): no mask, a strange path, a field that the body lacks.
 */
export function maskedChange(site: Site, masked: Masked): Record<string, unknown> {
  const { mask, given, current, fields, field } = masked;
  if (mask.length === 0) {
    if (site.assumes("field-mask-missing", "body")) return { ...given };
    throw invalid({ field, description: "must not be empty", violatedRule: "REQUIRED_FIELD" });
  }
  const change: Record<string, unknown> = {};
  for (const path of mask) {
    const [name = "", ...rest] = segmentsOf(path);
    if (name === "revision" || name === "id") continue;
    if (!Object.hasOwn(fields, name)) {
      if (site.assumes("field-mask-unknown", "ignored")) continue;
      throw invalid({ field, description: `has no "${path}"`, violatedRule: "VALIDATION" });
    }
    const value = valueAt(given, [name, ...rest]) ?? undefined;
    if (value === undefined && site.assumes("field-mask-absent", "ignored")) continue;
    if (rest.length === 0) change[name] = value ?? fields[name];
    else change[name] = withValue(change[name] ?? valueAt(current, [name]), rest, value);
  }
  const revision = valueAt(given, ["revision"]);
  return revision === undefined ? change : { ...change, revision };
}

function segmentsOf(path: string): string[] {
  const segments = path.split(".");
  const names = segments.map((name) =>
    name.replace(/_([a-z\d])/g, (_, letter: string) => letter.toUpperCase()),
  );
  const foreign = names.findIndex((name) => foreignFields.includes(name));
  return foreign < 0 ? names : [...names.slice(0, foreign + 1), ...segments.slice(foreign + 1)];
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => asObject(value)[name], root);
}

function withValue(base: unknown, [name = "", ...rest]: string[], value: unknown): object {
  const { [name]: old, ...others } = asObject(base);
  const next = rest.length > 0 ? withValue(old, rest, value) : value;
  return next === undefined ? others : { ...others, [name]: next };
}

function asObject(value: unknown): Record<string, unknown> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value)) : {};
}
