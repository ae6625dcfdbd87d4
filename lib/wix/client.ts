import "server-only";
import {
  balances,
  poolDefinitions,
  pools,
  programDefinitions,
  programs,
} from "@wix/benefit-programs";
import { members } from "@wix/members";
import { ApiKeyStrategy, AppStrategy, createClient } from "@wix/sdk";
import { env } from "@/lib/env";
import { currentCall, type Call } from "./call";
import { WixError } from "./error";
import { leadTokenCallsToEmulator } from "./origin";
import { transport } from "./transport";

const modules = { balances, members, poolDefinitions, pools, programDefinitions, programs };

interface AuthHeaders {
  headers: Record<string, string>;
}

/** The strategy that the environment holds; a new one starts without a token. */
function strategy(): () => Promise<AuthHeaders> {
  const { wix } = env();
  if (wix.kind === "api-key") {
    const { apiKey, siteId } = wix;
    return async () => ApiKeyStrategy({ apiKey, siteId }).getAuthHeaders(undefined);
  }
  const app = AppStrategy({
    appId: wix.appId,
    appSecret: wix.appSecret,
    instanceId: wix.instanceId,
  });
  return async () => app.getAuthHeaders(undefined);
}

/**
 * The strategy's headers, asked for once however many wait (the SDK alone would ask once for each:
 * wix-api.md 4.1), given up at the call's deadline. `renew` forgets a token that Wix refused,
 * unless somebody has asked for another since.
 */
function singleFlight() {
  let getHeaders = strategy();
  let pending: Promise<AuthHeaders> | null = null;
  let latest: AuthHeaders | null = null;
  return {
    async getAuthHeaders(): Promise<AuthHeaders> {
      const call = currentCall();
      const flight = (pending ??= getHeaders().then((given) => (latest = given)));
      try {
        return await beforeDeadline(call, flight);
      } catch (error) {
        call.failure = authFailure(call.action, error);
        // A bare one: the SDK rewrites whatever is thrown through it.
        throw new Error(call.failure.message);
      } finally {
        // Also one that hangs: the next call begins another.
        if (pending === flight) pending = null;
      }
    },
    renew(refused: string | null) {
      if (refused !== latest?.headers.Authorization) return;
      getHeaders = strategy();
      latest = null;
    },
  };
}

/** What is promised, or `unreachable` at the call's deadline. */
async function beforeDeadline<T>({ action, deadlineAt }: Call, promised: Promise<T>): Promise<T> {
  const leftMs = Math.max(0, deadlineAt.getTime() - Date.now());
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new WixError({ kind: "unreachable", action })), leftMs);
  });
  return Promise.race([promised, expiry]).finally(() => clearTimeout(timer));
}

/** No token, so the call itself was never sent: a certain failure, whatever became of the token call. */
function authFailure(action: string, error: unknown): WixError {
  if (error instanceof WixError) return error;
  const isRefused = error instanceof Error && /status code [^:]*: 4\d\d\b/.test(error.message);
  return new WixError({
    kind: isRefused ? "unauthenticated" : "unreachable",
    action,
    cause: error,
  });
}

function makeClient() {
  leadTokenCallsToEmulator();
  const auth = singleFlight();
  /** A token that was revoked before its time: renewed once, and the request sent again. Wix did nothing on 401. */
  const fetchRenewingOnce: typeof fetch = async (input, init) => {
    const response = await transport(input, init);
    if (response.status !== 401 || env().wix.kind === "api-key") return response;
    const headers = new Headers(init?.headers);
    auth.renew(headers.get("authorization"));
    const renewed = await auth.getAuthHeaders();
    for (const [name, value] of Object.entries(renewed.headers)) headers.set(name, value);
    return transport(input, { ...init, headers });
  };
  return createClient({ auth, fetch: fetchRenewingOnce, useCDN: false, modules });
}

let client: ReturnType<typeof makeClient> | undefined;

/**
 * The one client of this module: not kept on globalThis, because Next bundles instrumentation apart from the pages,
 * and a client works only with the read() and write() of its own bundle. Use it inside read() or write().
 */
export function wix(): ReturnType<typeof makeClient> {
  client ??= makeClient();
  return client;
}
