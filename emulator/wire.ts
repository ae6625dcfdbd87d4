import { invalid, Refusal } from "./refusal";

/** How deep a body may be nested: far more than any request of this API. */
const depthMax = 60;

/** Content of the caller's own: its keys are left as they are. */
const foreignFields = new Set(["additionalData", "extendedFields", "filter"]);

/** Reads a JSON body; snake_case keys become camelCase, as the gateway takes both. Throws a 400. */
export function readBody(text: string): unknown {
  if (text === "") return {};
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw new Refusal(400, `Failed to parse JSON body: ${String(cause)}`);
  }
  if (isTooDeep(body)) {
    const description = `is nested more than ${depthMax} deep`;
    throw invalid({ field: "request", description, violatedRule: "VALIDATION" });
  }
  return camelCased(body);
}

/** Deeper than anything here may recurse. */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth >= depthMax || Object.values(value).some((field) => isTooDeep(field, depth + 1));
}

/** Reads query parameters as fields: dots nest, repeated names are lists where a list is expected. */
export function readQuery(parameters: URLSearchParams) {
  const named = new Map<string, string[]>();
  for (const [name, value] of parameters) {
    const key = camel(name);
    named.set(key, [...(named.get(key) ?? []), value]);
  }
  return {
    one: (name: string) => named.get(name)?.[0],
    many: (name: string) => named.get(name),
  };
}
export type QueryParameters = ReturnType<typeof readQuery>;

/** The error body of Wix. Unknown errors say nothing of their inside. */
export function errorAnswer(error: unknown): { status: number; body: object } {
  if (error instanceof Refusal) {
    return { status: error.status, body: { message: error.message, details: error.details } };
  }
  return { status: 500, body: { message: "Internal error of the emulator", details: {} } };
}

function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => camelCased(item));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, field]: [string, unknown]) => {
    const name = camel(key);
    return { key, name, field: foreignFields.has(name) ? field : camelCased(field) };
  });
  // Of a field in both spellings the camelCase one is meant: it comes last and stays.
  const [snake, own] = [
    entries.filter(({ key, name }) => key !== name),
    entries.filter(({ key, name }) => key === name),
  ];
  return Object.fromEntries([...snake, ...own].map(({ name, field }) => [name, field]));
}

function camel(name: string): string {
  return name.replace(/_([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}
