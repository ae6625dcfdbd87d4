import { z } from "zod";

export type Settings =
  { target: "emulator" } | { target: "wix"; credentials: Credentials; memberId: string };

export type Credentials =
  | { kind: "app"; appId: string; appSecret: string; instanceId: string }
  | { kind: "key"; apiKey: string; siteId: string };

type Environment = Readonly<Record<string, string | undefined>>;

const flag = "--i-understand-this-writes";

/** Reads arguments and environment. Throws one sentence that says what is missing. */
export function readSettings(args: readonly string[], env: Environment): Settings {
  const at = args.indexOf("--target");
  const target = at < 0 ? undefined : args[at + 1];
  const rest = args.filter((arg, index) => at < 0 || (index !== at && index !== at + 1));
  const [unknown] = rest.filter((arg) => arg !== flag);
  if (unknown !== undefined) throw new Error(`There is no argument ${unknown}.`);
  if (target === "emulator") return { target };
  if (target !== "wix") throw new Error("Say --target emulator or --target wix.");
  const credentials = credentialsIn(env);
  const memberId = z.guid().safeParse(env.CONFORMANCE_MEMBER_ID);
  if (!memberId.success) {
    throw new Error("CONFORMANCE_MEMBER_ID must be the id of a member of the site, for tests.");
  }
  if (!rest.includes(flag)) {
    throw new Error(`This writes to a real site, and ended programs stay there: add ${flag}.`);
  }
  return { target, credentials, memberId: memberId.data };
}

function credentialsIn(env: Environment): Credentials {
  const { WIX_APP_ID: appId, WIX_APP_SECRET: appSecret, WIX_INSTANCE_ID: instanceId } = env;
  if (appId && appSecret && instanceId) return { kind: "app", appId, appSecret, instanceId };
  const { WIX_API_KEY: apiKey, WIX_SITE_ID: siteId } = env;
  if (apiKey && siteId) return { kind: "key", apiKey, siteId };
  throw new Error(
    "Set WIX_APP_ID, WIX_APP_SECRET and WIX_INSTANCE_ID, or WIX_API_KEY and WIX_SITE_ID.",
  );
}
