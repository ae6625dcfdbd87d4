import fc from "fast-check";
import type { Recorded } from "./recorded";

/** A request as it goes over the wire. */
export interface Sent {
  httpMethod: string;
  path: string;
  text: string | undefined;
  headers: Record<string, string>;
}

const proto: unknown = JSON.parse('{"__proto__":{"polluted":true}}');
const nested = (depth: number, one: (inner: unknown) => unknown) =>
  Array.from({ length: depth }).reduce<unknown>(one, "x");

/** What nobody means to send. */
const nasty = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  2 ** 31,
  "",
  " ",
  "null",
  "-0",
  "1e9",
  "1".repeat(400),
  "9".repeat(19),
  "9999-12-31T23:59:59.999+23:59",
  "0000-00-00T00:00:00Z",
  "\u0000",
  "\ud800",
  "\u202e\ufeff",
  "x".repeat(20_000),
  "__proto__",
  "constructor",
  "../../..",
  "00000000-0000-4000-8000-000000000000",
  "toString",
  [],
  {},
  [null],
  [[]],
  [{}, {}],
  Array.from({ length: 1_001 }, () => "a"),
  { constructor: { prototype: { polluted: true } } },
  { toString: 1, valueOf: null, hasOwnProperty: "x", length: 1e9 },
  { toJSON: "x" },
  proto,
  nested(40, (inner) => [inner]),
  nested(40, (inner) => ({ $not: inner })),
  nested(70, (inner) => ({ a: inner })),
  nested(200, (inner) => [inner]),
  { $and: [{ $or: [{ $not: [{}] }] }], $eq: 1 },
  { $in: [] },
  { $gt: {} },
);

const keys = fc.constantFrom(
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "$and",
  "$eq",
  "id",
  "",
  "a.b",
  "\u0000",
  "__p_roto__",
  "pool_id",
  "length",
  "revision",
  "namespace",
  "cascade",
  "field_mask",
);

export const mutation = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("replace" as const), at: fc.nat(), value: nasty }),
  },
  fc.record({ do: fc.constant("add" as const), at: fc.nat(), key: keys, value: nasty }),
  fc.record({ do: fc.constant("omit" as const), at: fc.nat() }),
  fc.record({
    do: fc.constant("repeat" as const),
    at: fc.nat(),
    times: fc.integer({ min: 1, max: 120 }),
  }),
  fc.record({ do: fc.constant("cut" as const), at: fc.nat() }),
  fc.record({
    do: fc.constant("splice" as const),
    at: fc.nat(),
    value: fc.constantFrom(
      ...'{ } [ ] , : " \\ 0 - \u0000'.split(" "),
      "[".repeat(5_000),
      `"a":${"[".repeat(500)}${"]".repeat(500)},`,
    ),
  }),
  fc.record({ do: fc.constant("double" as const), at: fc.nat(), value: nasty }),
  fc.record({
    do: fc.constant("path" as const),
    value: fc.constantFrom("%00", "%", "%ff", "..%2f", "x", "a".repeat(5_000), "__proto__"),
  }),
  fc.record({
    do: fc.constant("query" as const),
    key: keys,
    value: fc.constantFrom("", "x", "%", "-1", "1e9", "__proto__"),
  }),
  fc.record({
    do: fc.constant("header" as const),
    name: fc.constantFrom("content-type", "authorization", "x-wix-consistent", "wix-site-id"),
    value: fc.constantFrom(
      "",
      "text/plain",
      "multipart/form-data",
      "application/json; charset=utf-16",
      "x".repeat(9_000),
      "a,b",
    ),
  }),
);
export type Mutation = typeof mutation extends fc.Arbitrary<infer M> ? M : never;

/** The request, made wrong. */
export function mutated(request: Recorded, mutations: readonly Mutation[]): Sent {
  const sent: Sent = {
    httpMethod: request.httpMethod,
    path: request.path,
    text: undefined,
    headers: {},
  };
  let body: unknown = structuredClone(request.body);
  for (const one of mutations) body = changed(body, one);
  if (body !== undefined) sent.text = JSON.stringify(body);
  for (const one of mutations) mangle(sent, one);
  return sent;
}

interface Spot {
  holder: object;
  key: string;
}

function changed(body: unknown, one: Mutation): unknown {
  if (one.do === "header" || one.do === "path" || one.do === "query" || one.do === "cut")
    return body;
  const found = spots(body);
  const spot = found[one.at % Math.max(1, found.length)];
  if (!spot) return one.do === "replace" ? structuredClone(one.value) : body;
  const current: unknown = Reflect.get(spot.holder, spot.key);
  switch (one.do) {
    case "replace":
      define(spot.holder, spot.key, structuredClone(one.value));
      break;
    case "omit":
      Reflect.deleteProperty(spot.holder, spot.key);
      break;
    case "repeat":
      define(
        spot.holder,
        spot.key,
        Array.from({ length: one.times }, () => current),
      );
      break;
    case "add":
      define(
        typeof current === "object" && current !== null ? current : spot.holder,
        one.key,
        structuredClone(one.value),
      );
      break;
    default:
  }
  return body;
}

/** On the text: what no JSON writer makes. */
function mangle(sent: Sent, one: Mutation): void {
  const text = sent.text ?? "";
  const [path = "", query = ""] = sent.path.split("?");
  switch (one.do) {
    case "cut":
      sent.text = text.slice(0, one.at % (text.length + 1));
      break;
    case "splice":
      sent.text =
        text.slice(0, one.at % (text.length + 1)) +
        one.value +
        text.slice(one.at % (text.length + 1));
      break;
    case "double":
      sent.text = text.replace(
        /^\{"([^"]*)":/,
        (all, key: string) => `${all}${JSON.stringify(one.value)},"${key}":`,
      );
      break;
    case "path":
      sent.path = `${path.replace(/[0-9a-f-]{36}/, one.value)}?${query}`;
      break;
    case "query":
      sent.path = `${path}?${query}&${encodeURIComponent(one.key)}=${one.value}`;
      break;
    case "header":
      sent.headers[one.name] = one.value;
      break;
    default:
  }
}

/** Every place in a body. */
function spots(value: unknown): Spot[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.keys(value).flatMap((key) => [
    { holder: value, key },
    ...(key === "__proto__" ? [] : spots(Reflect.get(value, key))),
  ]);
}

/** Sets a field of its own, also one called `__proto__`. */
function define(holder: object, key: string, value: unknown): void {
  if (Array.isArray(holder) && key === "length") return;
  const isPlain = { enumerable: true, configurable: true, writable: true };
  Object.defineProperty(holder, key, { value, ...isPlain });
}
