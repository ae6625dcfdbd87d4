import "server-only";
import { z } from "zod";

/** Loopback only: an emulator elsewhere needs WIX_API_ORIGIN_ALLOW_REMOTE. */
const loopbackHosts = new Set(["127.0.0.1", "localhost", "[::1]"]);

const flag = z.stringbool({ truthy: ["1", "true"], falsy: ["0", "false", ""] }).default(false);
/** Ids and keys, which are pasted: without the blanks around them. */
const text = z.string().trim().min(1).optional().catch(undefined);

const variables = z.object({
  DATABASE_URL: z.string().min(1),
  NEXTAUTH_SECRET: z.string().min(32),
  NEXTAUTH_URL: z.url().optional(),
  WIX_APP_ID: text,
  WIX_APP_SECRET: text,
  WIX_INSTANCE_ID: text,
  WIX_API_KEY: text,
  WIX_SITE_ID: text,
  WIX_API_ORIGIN: z.url().optional(),
  WIX_API_ORIGIN_ALLOW_REMOTE: flag,
  WIX_NAMESPACE: z.string().trim().min(1).max(20).default("poolkeeper"),
  WIX_FOREIGN_NAMESPACES_WRITABLE: flag,
  WIX_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(200),
  WIX_DEADLINE_MS: z.coerce.number().int().min(100).max(60_000).default(15_000),
  RECONCILE_EVERY_MS: z.coerce.number().int().min(100).default(60_000),
  SITE_TIME_ZONE: z.string().default("UTC").refine(isTimeZone, "is not an IANA time zone"),
  OWNER_EMAIL: z.string().trim().pipe(z.email("is not an e-mail address")).optional(),
  // As it stands: whoever signs in types the blanks too.
  OWNER_PASSWORD: z.string().optional(),
  // A header arrives without the blanks around it.
  CRON_SECRET: text,
  POOLKEEPER_DEMO: flag,
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

export type WixCredentials =
  | { kind: "app"; appId: string; appSecret: string; instanceId: string }
  | { kind: "api-key"; apiKey: string; siteId: string };

export interface Environment {
  databaseUrl: string;
  secret: string;
  /** True when the portal is reached over https: cookies are then marked secure. */
  isSecure: boolean;
  wix: WixCredentials;
  /** Where the emulator listens; null means Wix itself. */
  wixApiOrigin: string | null;
  namespace: string;
  areForeignNamespacesWritable: boolean;
  requestsPerMinute: number;
  wixDeadlineMs: number;
  reconcileEveryMs: number;
  siteTimeZone: string;
  /** Made when there is no user yet. */
  firstOwner: { email: string; password: string } | null;
  /** What a cron request must carry; null refuses all. */
  cronSecret: string | null;
  isDemo: boolean;
  logLevel: string;
}

/** What is wrong with the environment, in sentences; one to a line. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

let parsed: Environment | undefined;

/**
 * The environment, checked once. Throws EnvironmentError when a variable is missing or wrong, when
 * half a set of Wix credentials or two sets are given, or when the demo meets real credentials.
 */
export function env(): Environment {
  parsed ??= parseEnvironment(process.env);
  return parsed;
}

/** As env(), of any set of variables. An empty one counts as unset. */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = variables.safeParse(set);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new EnvironmentError(lines.join("\n"));
  }
  const given = result.data;
  const wixApiOrigin = given.WIX_API_ORIGIN ? originOf(given) : null;
  const firstOwner = firstOwnerOf(given);
  // Whoever names an owner means no demo, as at a start without Wix.
  const isDemo = given.POOLKEEPER_DEMO && firstOwner === null;
  if (isDemo && !(wixApiOrigin && isLoopback(wixApiOrigin))) {
    throw new EnvironmentError(
      "POOLKEEPER_DEMO: the demo has public passwords and runs only against an emulator on this machine. Set WIX_API_ORIGIN to it, or unset POOLKEEPER_DEMO.",
    );
  }
  return {
    databaseUrl: given.DATABASE_URL,
    secret: given.NEXTAUTH_SECRET,
    isSecure: given.NEXTAUTH_URL?.startsWith("https:") ?? false,
    wix: credentialsOf(given),
    wixApiOrigin,
    namespace: given.WIX_NAMESPACE,
    areForeignNamespacesWritable: given.WIX_FOREIGN_NAMESPACES_WRITABLE,
    requestsPerMinute: given.WIX_REQUESTS_PER_MINUTE,
    wixDeadlineMs: given.WIX_DEADLINE_MS,
    reconcileEveryMs: given.RECONCILE_EVERY_MS,
    siteTimeZone: given.SITE_TIME_ZONE,
    firstOwner,
    cronSecret: given.CRON_SECRET ?? null,
    isDemo,
    logLevel: given.LOG_LEVEL,
  };
}

type Given = z.infer<typeof variables>;

function credentialsOf(given: Given): WixCredentials {
  const app = [given.WIX_APP_ID, given.WIX_APP_SECRET, given.WIX_INSTANCE_ID];
  const key = [given.WIX_API_KEY, given.WIX_SITE_ID];
  if (app.some(Boolean) && key.some(Boolean)) {
    throw new EnvironmentError(
      "Two sets of Wix credentials are given. Keep WIX_APP_ID, WIX_APP_SECRET and WIX_INSTANCE_ID (a Wix app), or WIX_API_KEY and WIX_SITE_ID (an API key), not both.",
    );
  }
  const [appId, appSecret, instanceId] = app;
  if (appId && appSecret && instanceId) return { kind: "app", appId, appSecret, instanceId };
  const [apiKey, siteId] = key;
  if (apiKey && siteId) return { kind: "api-key", apiKey, siteId };
  throw new EnvironmentError(
    "Wix credentials are missing or half given. Set all of WIX_APP_ID, WIX_APP_SECRET and WIX_INSTANCE_ID (a Wix app), or both of WIX_API_KEY and WIX_SITE_ID (an API key).",
  );
}

function firstOwnerOf(given: Given) {
  const { OWNER_EMAIL: email, OWNER_PASSWORD: password } = given;
  if (!email && !password) return null;
  if (email && password && password.length >= 12) return { email, password };
  throw new EnvironmentError(
    "OWNER_EMAIL and OWNER_PASSWORD go together, and the password has at least 12 characters.",
  );
}

function originOf(given: Given): string {
  const url = new URL(given.WIX_API_ORIGIN ?? "");
  if (!isLoopback(url.origin) && !given.WIX_API_ORIGIN_ALLOW_REMOTE) {
    throw new EnvironmentError(
      `WIX_API_ORIGIN: ${url.hostname} is not this machine, and credentials would be sent to it. Set WIX_API_ORIGIN_ALLOW_REMOTE=1 if you mean it.`,
    );
  }
  return url.origin;
}

function isLoopback(origin: string): boolean {
  return loopbackHosts.has(new URL(origin).hostname);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
