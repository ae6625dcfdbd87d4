import type { z } from "zod";
import { type FieldViolation, invalid } from "./refusal";

/** Parses what came in, or throws the 400 of Wix with one violation for each field that is wrong. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalid(...result.error.issues.map((issue) => violation(issue, value)));
}

/** Marks a custom zod issue with the rule that Wix would name. */
export function rule(violatedRule: string, data?: Record<string, unknown>) {
  return { violatedRule, data };
}

function violation(issue: z.core.$ZodIssue, root: unknown): FieldViolation {
  const field = pathName(issue.path);
  const missing = valueAt(root, issue.path) == null;
  if (missing && issue.code !== "custom") {
    return { field, description: "must not be empty", violatedRule: "REQUIRED_FIELD" };
  }
  return { field, ...described(issue) };
}

function described(issue: z.core.$ZodIssue): Omit<FieldViolation, "field"> {
  switch (issue.code) {
    case "too_big":
      return bound(issue.origin, "MAX", `must be <= ${issue.maximum}`, Number(issue.maximum));
    case "too_small":
      return bound(issue.origin, "MIN", `must be >= ${issue.minimum}`, Number(issue.minimum));
    case "invalid_format":
      return {
        description: `is not a valid ${issue.format.toUpperCase()}`,
        violatedRule: "FORMAT",
        data: { type: issue.format.toUpperCase() },
      };
    case "invalid_value":
      return {
        description: `must be one of ${issue.values.join(", ")}`,
        violatedRule: "INVALID_ENUM_VALUE",
        data: { enumValues: issue.values },
      };
    case "custom":
      return {
        description: issue.message,
        violatedRule: String(issue.params?.violatedRule ?? "OTHER"),
        ...(issue.params?.data ? { data: issue.params.data } : {}),
      };
    default:
      return { description: "has the wrong type", violatedRule: "VALIDATION" };
  }
}

function bound(origin: string, side: "MAX" | "MIN", must: string, threshold: number) {
  const measured = origin === "string" ? "_LENGTH" : origin === "array" ? "_SIZE" : "";
  const what = measured === "_LENGTH" ? "length " : measured === "_SIZE" ? "size " : "";
  return { description: `${what}${must}`, violatedRule: side + measured, data: { threshold } };
}

/** "details.benefits[0].price"; "request" for the whole. */
export function pathName(path: readonly PropertyKey[]): string {
  const name = path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : `${text}.${String(key)}`),
    "",
  );
  return name.replace(/^\./, "") || "request";
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : null),
    root,
  );
}
