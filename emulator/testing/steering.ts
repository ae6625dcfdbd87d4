import type { Recorded } from "./recorded";

/** A request to what is not the API: JSON to a control, or the form of a page. */
export type Steering = Recorded & { isForm?: boolean };

const rule = {
  method: "*",
  contains: "nowhere",
  status: 503,
  body: { a: [1] },
  headers: { a: "b" },
};
const entity = { id: "1", loginEmail: "a@example.com", additionalData: { a: { b: [{}] } } };

const state = {
  format: "poolkeeper-emulator-state/1",
  seed: "s",
  counters: { ids: 1, time: 1, changes: 1, clock: { offsetMs: 0 } },
  collections: { members: [], sessions: [entity] },
};

const id = "00000000-0000-4000-8000-000000000001";

const controls: [method: string, path: string, body?: unknown][] = [
  ["GET", "health"],
  ["GET", "export"],
  ["GET", "assumptions"],
  ["PUT", "assumptions", { "default-sort": "newest-first", "patch-null": null }],
  ["DELETE", "assumptions"],
  ["GET", "clock"],
  ["PUT", "clock", { now: "2030-01-01T00:00:00Z", frozen: true }],
  ["POST", "clock/advance", { duration: "P1D" }],
  ["POST", "clock/advance", { ms: 5 }],
  ["POST", "clock/renew", { every: "P1M", for: "P1M", namespace: "n" }],
  ["GET", "entities"],
  ["GET", "entities/members?text=a&offset=1&limit=2"],
  ["POST", `entities/programs/${id}/pause`],
  ["POST", `entities/balances/${id}/change`, { type: "ADJUST", value: "1" }],
  ["POST", `entities/poolDefinitions/${id}/delete`, { cascade: "IMMEDIATELY" }],
  ["GET", "faults"],
  ["PUT", "faults", { seed: "s", faults: [rule] }],
  ["POST", "faults", rule],
  ["DELETE", "faults"],
  ["GET", "photos/ann-porter.svg"],
  ["GET", "rate-limit"],
  ["PUT", "rate-limit", { perMinute: 0, shape: "fixed-window", retryAfter: true }],
  ["GET", "requests?method=a&contains=b&since=1&status=200"],
  ["GET", "requests/next?timeoutMs=0&since=0"],
  ["GET", "snapshots"],
  ["PUT", "snapshots/one"],
  ["POST", "snapshots/one/restore"],
  ["DELETE", "snapshots/one"],
  ["POST", "seed", { seed: "s", programs: 1 }],
  ["POST", "import", state],
  ["POST", "reset"],
];

const pages = [
  "",
  "console/entities?of=members&text=a&offset=1",
  "console/requests?method=a&contains=b",
  "console/clock?done=freeze",
  "console/faults",
  "console/state",
  "console/assumptions?text=a",
];

const forms: [path: string, fields: Record<string, string>][] = [
  ["assumptions/set", { id: "default-sort", choice: "newest-first" }],
  ["clock/freeze", {}],
  ["clock/advance", { duration: "P1D" }],
  ["clock/set", { now: "2030-01-01T00:00:00Z" }],
  ["clock/renew", { every: "P1M", for: "P1M" }],
  ["entities/end", { of: "programs", id, text: "", offset: "0" }],
  ["entities/change", { of: "balances", id, type: "SET", value: "1" }],
  ["entities/remove", { of: "programDefinitions", id, cascade: "IMMEDIATELY" }],
  ["faults/add", { method: "*", contains: "nowhere", deed: "status", number: "503", times: "1" }],
  ["faults/replace", { plan: JSON.stringify({ seed: "s", faults: [rule] }) }],
  ["faults/limit", { perMinute: "0", shape: "token-bucket", retryAfter: "false" }],
  ["faults/clear", {}],
  ["state/save", { name: "one" }],
  ["state/restore", { name: "one" }],
  ["state/seed", { seed: "s", programs: "1" }],
  ["state/import", { document: JSON.stringify(state) }],
  ["state/reset", {}],
];

const signIn = {
  client_id: "5d8e1c74-96b3-4f02-a1d8-2e7c3b9f4a03",
  redirect_uri: "http://localhost:3000/back",
  response_type: "code",
  code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
};
const inQuery = new URLSearchParams(signIn).toString();

/** A valid request of each kind. */
export const steering: readonly Steering[] = [
  ...controls.map(([httpMethod, path, body]) => ({
    method: path,
    httpMethod,
    path: `/__emulator/${path}`,
    body,
  })),
  ...pages.map((path) => ({ method: path, httpMethod: "GET", path: `/__emulator/${path}` })),
  ...forms.map(([path, body]) => ({
    method: path,
    httpMethod: "POST",
    path: `/__emulator/console/${path}`,
    body,
    isForm: true,
  })),
  { method: "authorize", httpMethod: "GET", path: `/_api/oauth2/authorize?${inQuery}` },
  {
    method: "authorize",
    httpMethod: "POST",
    path: "/_api/oauth2/authorize",
    body: { ...signIn, email: "ann.porter@example.com" },
    isForm: true,
  },
  { method: "logout", httpMethod: "GET", path: "/_api/iam/logout?token=a.b.c&returnTo=x" },
  { method: "install", httpMethod: "GET", path: "/installer/install?appId=a&redirectUrl=b" },
];
