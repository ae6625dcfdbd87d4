import { describe, expect, test } from "vitest";
import { EnvironmentError, parseEnvironment } from "./env";

const app = { WIX_APP_ID: "app", WIX_APP_SECRET: "hush", WIX_INSTANCE_ID: "instance" };
const apiKey = { WIX_API_KEY: "key", WIX_SITE_ID: "site" };
const base = { DATABASE_URL: "postgresql://here", NEXTAUTH_SECRET: "s".repeat(32) };

/** What the environment complains of. */
function complaint(source: Record<string, string>): string {
  try {
    parseEnvironment(source);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  return "";
}

test("with only what is required, everything else has its default", () => {
  expect(parseEnvironment({ ...base, ...app })).toMatchObject({
    databaseUrl: "postgresql://here",
    secret: "s".repeat(32),
    isSecure: false,
    wix: { kind: "app", appId: "app", appSecret: "hush", instanceId: "instance" },
    wixApiOrigin: null,
    namespace: "poolkeeper",
    areForeignNamespacesWritable: false,
    requestsPerMinute: 200,
    wixDeadlineMs: 15_000,
    reconcileEveryMs: 60_000,
    siteTimeZone: "UTC",
    isDemo: false,
    logLevel: "info",
  });
});

test("a key and a site are credentials too", () => {
  const { wix } = parseEnvironment({ ...base, ...apiKey });
  expect(wix).toEqual({ kind: "api-key", apiKey: "key", siteId: "site" });
});

test("an empty variable counts as unset", () => {
  const empty = {
    WIX_API_ORIGIN: "",
    NEXTAUTH_URL: "",
    WIX_REQUESTS_PER_MINUTE: "",
    LOG_LEVEL: "",
  };
  expect(parseEnvironment({ ...base, ...app, ...empty, WIX_API_KEY: "" })).toEqual(
    parseEnvironment({ ...base, ...app }),
  );
});

describe("half a set of credentials is refused, and the variables are named", () => {
  const halves: Record<string, string>[] = [
    {},
    { WIX_APP_ID: "app" },
    { WIX_APP_ID: "app", WIX_APP_SECRET: "hush" },
    { WIX_APP_SECRET: "hush", WIX_INSTANCE_ID: "instance" },
    { WIX_API_KEY: "key" },
    { WIX_SITE_ID: "site" },
    { ...app, WIX_APP_SECRET: "   " },
  ];
  test.each(halves)("%o", (half) => {
    expect(complaint({ ...base, ...half })).toMatch(/half given.*WIX_INSTANCE_ID.*WIX_SITE_ID/);
  });
});

test("two sets are refused, also when one of them is half", () => {
  expect(complaint({ ...base, ...app, ...apiKey })).toMatch(/^Two sets/);
  expect(complaint({ ...base, ...app, WIX_SITE_ID: "site" })).toMatch(/^Two sets/);
});

test("the demo does not start against Wix itself, by whatever address", () => {
  const demo = { ...base, ...app, POOLKEEPER_DEMO: "1" };
  const remote = { WIX_API_ORIGIN_ALLOW_REMOTE: "1" };
  expect(complaint(demo)).toMatch(/^POOLKEEPER_DEMO/);
  for (const WIX_API_ORIGIN of ["https://www.wixapis.com", "http://emulator.example:4010"]) {
    expect(complaint({ ...demo, ...remote, WIX_API_ORIGIN })).toMatch(/^POOLKEEPER_DEMO/);
  }
  expect(complaint({ ...demo, WIX_API_ORIGIN: "http://127.0.0.1:4010" })).toBe("");
});

test("who names an owner has no demo", () => {
  const demo = { POOLKEEPER_DEMO: "1", WIX_API_ORIGIN: "http://127.0.0.1:4010" };
  const owner = { OWNER_EMAIL: "ann@example.com", OWNER_PASSWORD: "a password of Ann's" };
  expect(parseEnvironment({ ...base, ...app, ...demo }).isDemo).toBe(true);
  expect(parseEnvironment({ ...base, ...app, ...demo, ...owner }).isDemo).toBe(false);
});

test("blanks around what is pasted are taken off, those of a password stay", () => {
  const typed = { WIX_APP_SECRET: " hush ", WIX_NAMESPACE: " studio ", CRON_SECRET: " tick\n" };
  const owner = { OWNER_EMAIL: " ann@example.com ", OWNER_PASSWORD: "  a password of Ann's " };
  expect(parseEnvironment({ ...base, ...app, ...typed, ...owner })).toMatchObject({
    wix: { appSecret: "hush" },
    namespace: "studio",
    cronSecret: "tick",
    firstOwner: { email: "ann@example.com", password: "  a password of Ann's " },
  });
});

test("an origin that is not this machine needs a second variable", () => {
  const there = { ...base, ...app, WIX_API_ORIGIN: "http://emulator.example:4010/path" };
  expect(complaint(there)).toMatch(/emulator\.example is not this machine.*ALLOW_REMOTE=1/);
  const meant = parseEnvironment({ ...there, WIX_API_ORIGIN_ALLOW_REMOTE: "true" });
  expect(meant.wixApiOrigin).toBe("http://emulator.example:4010");
});

test.each(["http://127.0.0.1:4010", "http://localhost:4010", "http://[::1]:4010"])(
  "the loopback needs no second variable: %s",
  (WIX_API_ORIGIN) => {
    expect(parseEnvironment({ ...base, ...app, WIX_API_ORIGIN }).wixApiOrigin).toBe(WIX_API_ORIGIN);
  },
);

test.each([
  ["SITE_TIME_ZONE", "Mars/Olympus", /^SITE_TIME_ZONE: is not an IANA time zone$/],
  ["NEXTAUTH_SECRET", "short", /^NEXTAUTH_SECRET: .*32/],
  ["WIX_NAMESPACE", "n".repeat(21), /^WIX_NAMESPACE: .*20/],
  ["WIX_REQUESTS_PER_MINUTE", "0", /^WIX_REQUESTS_PER_MINUTE: /],
  ["WIX_REQUESTS_PER_MINUTE", "many", /^WIX_REQUESTS_PER_MINUTE: /],
  ["WIX_DEADLINE_MS", "99", /^WIX_DEADLINE_MS: /],
  ["WIX_API_ORIGIN", "not an address", /^WIX_API_ORIGIN: /],
  ["NEXTAUTH_URL", "nowhere", /^NEXTAUTH_URL: /],
  ["LOG_LEVEL", "loud", /^LOG_LEVEL: /],
  ["OWNER_EMAIL", "ann", /^OWNER_EMAIL: is not an e-mail address$/],
  ["WIX_NAMESPACE", "   ", /^WIX_NAMESPACE: /],
  ["POOLKEEPER_DEMO", "maybe", /^POOLKEEPER_DEMO: /],
])("%s=%s is refused by name", (name, value, expected) => {
  expect(complaint({ ...base, ...app, [name]: value })).toMatch(expected);
});

test("everything that is wrong is said at once, one to a line", () => {
  const wrong = complaint({ ...app, NEXTAUTH_SECRET: "short", SITE_TIME_ZONE: "nowhere" });
  expect(wrong.split("\n").map((line) => line.split(":")[0])).toEqual([
    "DATABASE_URL",
    "NEXTAUTH_SECRET",
    "SITE_TIME_ZONE",
  ]);
});

test("a complaint never holds the secret that it is about", () => {
  const secret = "hunter2-hunter2";
  expect(complaint({ ...base, NEXTAUTH_SECRET: secret, WIX_API_KEY: secret })).not.toContain(
    secret,
  );
});

test("cookies are secure where the portal is reached over https", () => {
  const secure = { ...base, ...app, NEXTAUTH_URL: "https://portal.example" };
  expect(parseEnvironment(secure).isSecure).toBe(true);
  expect(parseEnvironment({ ...secure, NEXTAUTH_URL: "http://localhost:3000" }).isSecure).toBe(
    false,
  );
});
