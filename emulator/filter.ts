import { invalid, Refusal } from "./refusal";
import { lowerGuids, timestamp } from "./shapes";

export const operators = [
  "$eq",
  "$ne",
  "$gt",
  "$gte",
  "$lt",
  "$lte",
  "$in",
  "$nin",
  "$startsWith",
  "$exists",
  "$isEmpty",
  "$hasSome",
  "$hasAll",
] as const;
export type Operator = (typeof operators)[number];

/** What a query may do with one field. `path` differs from the name where a field is another one's alias. */
export interface FieldRule {
  path: string;
  operators: readonly Operator[];
  isSortable: boolean;
}

/** The filterable and sortable fields of one kind of entity, by name. Anything else is refused. */
export type FieldRules = ReadonlyMap<string, FieldRule>;

export type Condition =
  | { kind: "and" | "or"; of: readonly Condition[] }
  | { kind: "not"; of: Condition }
  | { kind: "test"; path: string; operator: Operator; value: unknown };

/** How deep $and, $or and $not may be nested: more than a person writes, less than the stack holds. */
const depthMax = 30;

/** Reads a filter of Wix's query language; throws a 400 on `query.filter` for whatever it does not know. */
export function parseFilter(filter: unknown, rules: FieldRules, depth = 0): Condition {
  if (filter === undefined || filter === null) return { kind: "and", of: [] };
  if (depth > depthMax) throw badFilter(`must not be nested more than ${depthMax} deep`);
  if (!isObject(filter)) throw badFilter("must be an object");
  return {
    kind: "and",
    of: Object.entries(filter).flatMap(([key, value]) => parseEntry(key, value, rules, depth)),
  };
}

/** The same for a request that carries its filter in a field of another name. */
export function parseFilterOf(field: string, filter: unknown, rules: FieldRules): Condition {
  try {
    return parseFilter(filter, rules);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const violations = error.details.validationError?.fieldViolations ?? [];
    throw invalid(...violations.map((violation) => ({ ...violation, field })));
  }
}

/** Tells whether an entity fulfils a condition. */
export function matches(condition: Condition, entity: object): boolean {
  switch (condition.kind) {
    case "and":
      return condition.of.every((part) => matches(part, entity));
    case "or":
      return condition.of.some((part) => matches(part, entity));
    case "not":
      return !matches(condition.of, entity);
    case "test":
      return passes(condition.operator, valuesAt(entity, condition.path), condition.value);
  }
}

/** All values that a dotted path leads to; lists on the way are spread. None when it leads nowhere. */
export function valuesAt(entity: object, path: string): unknown[] {
  return path.split(".").reduce<unknown[]>(
    (values, key) =>
      values.flatMap((value) => {
        const next: unknown = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
        return next === undefined || next === null ? [] : next;
      }),
    [entity],
  );
}

function parseEntry(key: string, value: unknown, rules: FieldRules, depth: number): Condition[] {
  if (key === "$and" || key === "$or") {
    if (!Array.isArray(value)) throw badFilter(`${key} must be a list`);
    const of = value.map((part: unknown) => parseFilter(part, rules, depth + 1));
    return [{ kind: key === "$and" ? "and" : "or", of }];
  }
  if (key === "$not") {
    const parts: unknown[] = Array.isArray(value) ? value : [value];
    const of = parts.map((part) => parseFilter(part, rules, depth + 1));
    return [{ kind: "not", of: { kind: "and", of } }];
  }
  const rule = rules.get(key);
  if (!rule) throw badFilter(`can't filter by "${key}"`);
  if (!isObject(value)) return [parseTest(key, rule, "$eq", value)];
  const tests = Object.entries(value);
  if (tests.length === 0) throw badFilter(`"${key}" must have an operator`);
  return tests.map(([operator, operand]) => parseTest(key, rule, operator, operand));
}

function parseTest(field: string, rule: FieldRule, name: string, value: unknown): Condition {
  const operator = rule.operators.find((allowed) => allowed === name);
  if (!operator) throw badFilter(`can't use ${name} with "${field}"`);
  if (!isOperand(operator, value, isDate(rule.path))) {
    throw badFilter(`${name} of "${field}" has a value of the wrong type`);
  }
  return { kind: "test", path: rule.path, operator, value: compared(rule.path, value) };
}

/** GUIDs as they are kept; of the fields that have any. */
function compared(path: string, value: unknown): unknown {
  if (!/(^id|\.id|Id|itemSearchKey)$/.test(path)) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => compared(path, one));
  return typeof value === "string" ? lowerGuids(value) : value;
}

/** typings: a time is compared with a time, of which everyone knows when it is: with its zone. */
function isOperand(operator: Operator, value: unknown, asDate: boolean): boolean {
  const isScalar = (one: unknown) =>
    typeof one === "string" && (!asDate || timestamp.safeParse(one).success);
  switch (operator) {
    case "$eq":
    case "$ne":
      return value === null || isScalar(value);
    case "$in":
    case "$nin":
    case "$hasSome":
    case "$hasAll":
      return Array.isArray(value) && value.every(isScalar);
    case "$exists":
    case "$isEmpty":
      return typeof value === "boolean";
    case "$startsWith":
      return typeof value === "string" && !asDate;
    default:
      return isScalar(value);
  }
}

function passes(operator: Operator, values: unknown[], operand: unknown): boolean {
  const among = (list: unknown) =>
    Array.isArray(list) && values.some((value) => list.some((one) => compare(value, one) === 0));
  switch (operator) {
    case "$eq":
      return isEqual(values, operand);
    case "$ne":
      return !isEqual(values, operand);
    case "$in":
    case "$hasSome":
      return among(operand);
    case "$nin":
      return !among(operand);
    case "$hasAll":
      return Array.isArray(operand) && operand.every((one) => isEqual(values, one));
    case "$exists":
      return values.length > 0 === operand;
    case "$isEmpty":
      return values.every((value) => value === "") === operand;
    case "$startsWith":
      return values.some((value) => isPrefixed(value, operand));
    case "$gt":
      return values.some((value) => compare(value, operand) > 0);
    case "$gte":
      return values.some((value) => compare(value, operand) >= 0);
    case "$lt":
      return values.some((value) => compare(value, operand) < 0);
    case "$lte":
      return values.some((value) => compare(value, operand) <= 0);
  }
}

function isEqual(values: unknown[], operand: unknown): boolean {
  if (operand === null) return values.length === 0;
  return values.some((value) => compare(value, operand) === 0);
}

function isPrefixed(value: unknown, prefix: unknown): boolean {
  return String(value).toLowerCase().startsWith(String(prefix).toLowerCase());
}

/** NaN, which no comparison accepts, unless both are text. Times compare as times, however they are written. */
function compare(a: unknown, b: unknown): number {
  if (typeof a !== "string" || typeof b !== "string") return Number.NaN;
  const difference = isIsoTime(a) ? Date.parse(a) - Date.parse(b) : Number.NaN;
  if (!Number.isNaN(difference)) return difference;
  return a < b ? -1 : a > b ? 1 : 0;
}

function isIsoTime(value: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
}

export function isDate(path: string): boolean {
  return path.endsWith("Date");
}

function badFilter(description: string): Refusal {
  return invalid({ field: "query.filter", description, violatedRule: "VALIDATION" });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
