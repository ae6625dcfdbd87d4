import { z } from "zod";
import { chooseAssumptions } from "./assumptions";
import { type RateLimitSettings, rateLimitShapes } from "./rate-limit";
import { isTimeZone } from "./state/local-time";

/** All that can be set; each has a default, so that an emulator starts with nothing said. */
export interface Config {
  /** 0 lets the system choose. */
  port: number;
  /** Folder of the journal; without it everything is in memory. */
  data?: string;
  /** Makes ids repeatable; without it each reset draws a new one. */
  seed?: string;
  /** Delay of async jobs. */
  delayMs: number;
  /** Whether delays run on the clock of the emulator or on that of the machine. */
  delays: "emulated" | "real";
  /** "eventual": queries of items see a change after the delay, or with the X-Wix-Consistent of the change. */
  consistency: "strong" | "eventual";
  appId: string;
  appSecret: string;
  /** Also the id of the site. */
  instanceId: string;
  apiKey: string;
  /** The OAuth app through which members sign in. */
  clientId: string;
  /** Where a sign-in may lead; none: anywhere on this machine. */
  redirectUris: string[];
  /** IANA name of the site's time zone. */
  timeZone: string;
  /** Choices other than the defaults of assumptions.ts. */
  assumptions: Record<string, string>;
  /** Requests a minute that are let through. */
  rateLimit: RateLimitSettings;
}

const integer = (max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from 0 to ${max}`)
    .transform(Number)
    .pipe(z.number().max(max, `must be a whole number from 0 to ${max}`));

const choices = z.string().transform((text, context) => {
  const pairs = text.split(",").filter(Boolean);
  const chosen = Object.fromEntries(pairs.map((pair) => pair.split("=", 2).map((s) => s.trim())));
  try {
    chooseAssumptions(chosen);
  } catch (error) {
    context.addIssue({ code: "custom", message: error instanceof Error ? error.message : "" });
  }
  return z.record(z.string(), z.string()).parse(chosen);
});

const addresses = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.url({ protocol: /^https?$/, error: "must be a list of http addresses" })));

/** Takes the defaults for what is not given. */
export function withDefaults(given: Partial<Config>): Config {
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(set) };
}

const defaults: Config = {
  port: 4010,
  delayMs: 0,
  delays: "emulated",
  consistency: "strong",
  appId: "3c7a2d40-8f1e-4b7a-9d55-0a6f1e2b9c01",
  appSecret: "emulator-app-secret",
  instanceId: "b1f0c6de-52a7-4e8b-8c39-7d4e9a0f1c02",
  apiKey: "IST.emulator-api-key",
  clientId: "5d8e1c74-96b3-4f02-a1d8-2e7c3b9f4a03",
  redirectUris: [],
  timeZone: "UTC",
  assumptions: {},
  rateLimit: { perMinute: 0, shape: "token-bucket", retryAfter: false },
};

const environment = z.object({
  EMULATOR_PORT: integer(65_535).optional(),
  EMULATOR_DATA: z.string().optional(),
  EMULATOR_SEED: z.string().optional(),
  EMULATOR_DELAY_MS: integer(86_400_000).optional(),
  EMULATOR_DELAYS: z.enum(["emulated", "real"], { error: "must be emulated or real" }).optional(),
  EMULATOR_CONSISTENCY: z
    .enum(["strong", "eventual"], { error: "must be strong or eventual" })
    .optional(),
  EMULATOR_APP_ID: z.guid("must be a GUID").optional(),
  EMULATOR_APP_SECRET: z.string().optional(),
  EMULATOR_INSTANCE_ID: z.guid("must be a GUID").optional(),
  EMULATOR_API_KEY: z.string().optional(),
  EMULATOR_CLIENT_ID: z.guid("must be a GUID").optional(),
  EMULATOR_REDIRECT_URIS: addresses.optional(),
  EMULATOR_TIME_ZONE: z.string().refine(isTimeZone, "must be an IANA time zone").optional(),
  EMULATOR_ASSUMPTIONS: choices.optional(),
  EMULATOR_RATE_LIMIT: integer(1_000_000).optional(),
  EMULATOR_RATE_LIMIT_SHAPE: z
    .enum(rateLimitShapes, { error: `must be one of ${rateLimitShapes.join(", ")}` })
    .optional(),
  EMULATOR_RATE_LIMIT_RETRY_AFTER: z.enum(["0", "1"], { error: "must be 0 or 1" }).optional(),
});

/** Reads the environment; an empty variable counts as unset. Throws one sentence that names the variable. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const result = environment.safeParse(set);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(`${String(issue?.path[0])}: ${issue?.message}.`);
  }
  const { data } = result;
  return {
    port: data.EMULATOR_PORT ?? defaults.port,
    data: data.EMULATOR_DATA,
    seed: data.EMULATOR_SEED,
    delayMs: data.EMULATOR_DELAY_MS ?? defaults.delayMs,
    delays: data.EMULATOR_DELAYS ?? defaults.delays,
    consistency: data.EMULATOR_CONSISTENCY ?? defaults.consistency,
    appId: data.EMULATOR_APP_ID ?? defaults.appId,
    appSecret: data.EMULATOR_APP_SECRET ?? defaults.appSecret,
    instanceId: data.EMULATOR_INSTANCE_ID ?? defaults.instanceId,
    apiKey: data.EMULATOR_API_KEY ?? defaults.apiKey,
    clientId: data.EMULATOR_CLIENT_ID ?? defaults.clientId,
    redirectUris: data.EMULATOR_REDIRECT_URIS ?? defaults.redirectUris,
    timeZone: data.EMULATOR_TIME_ZONE ?? defaults.timeZone,
    assumptions: data.EMULATOR_ASSUMPTIONS ?? defaults.assumptions,
    rateLimit: {
      perMinute: data.EMULATOR_RATE_LIMIT ?? defaults.rateLimit.perMinute,
      shape: data.EMULATOR_RATE_LIMIT_SHAPE ?? defaults.rateLimit.shape,
      retryAfter: data.EMULATOR_RATE_LIMIT_RETRY_AFTER === "1",
    },
  };
}
