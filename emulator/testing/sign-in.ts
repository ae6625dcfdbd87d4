import { type AppStrategy, createClient, OAuthStrategy } from "@wix/sdk";
import { members } from "@wix/members";
import { withDefaults } from "../config";
import type { RunningEmulator } from "../start";
import { fetchFrom, given, type Sdk } from "./client";

const { clientId } = withDefaults({});

export const redirectUri = "http://localhost:3000/sign-in/callback";
export const loginPath = "/_api/oauth2/authorize";
export const ann = { email: "Ann.Porter@example.com" };

/** The fetch of this process, also while a test has it go to an emulator. */
export const realFetch = globalThis.fetch;

/** The SDK's token calls use the global fetch and a literal address. Give it back after the test. */
export function patchFetch({ url }: RunningEmulator): void {
  const wixAddress = /^https:\/\/(www|edge)\.wixapis\.com/;
  globalThis.fetch = (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    return realFetch(address.replace(wixAddress, url), init);
  };
}

export function restoreFetch(): void {
  globalThis.fetch = realFetch;
}

/** The real SDK as a site of one's own uses it: a visitor, until member tokens are set. */
export const visitorClient = ({ url }: RunningEmulator) =>
  createClient({ auth: OAuthStrategy({ clientId }), modules: { members }, fetch: fetchFrom(url) });

export const appClient = ({ url }: RunningEmulator, auth: ReturnType<typeof AppStrategy>) =>
  createClient({ auth, modules: { members }, fetch: fetchFrom(url) });

/** What a browser does with the login page: no script, only the form. */
export async function submit(authUrl: string, choice: Record<string, string>) {
  const page = await realFetch(authUrl);
  const text = await page.text();
  const hidden = [...text.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
    ([, name = "", value = ""]) => [name, value.replaceAll("&amp;", "&")] as const,
  );
  const [address = ""] = authUrl.split("?");
  return realFetch(address, {
    method: "POST",
    body: new URLSearchParams([...new Map(hidden), ...Object.entries(choice)]),
    redirect: "manual",
  });
}

export async function memberBy(wix: Sdk, nickname: string): Promise<string> {
  const { items } = await wix.members.queryMembers().eq("profile.nickname", nickname).find();
  return given(items[0]?._id);
}

/** Goes all the way to the code that the callback gets. */
export async function toCode(
  emulator: RunningEmulator,
  responseMode: "query" | "fragment" = "query",
) {
  const visitor = visitorClient(emulator);
  const data = visitor.auth.generateOAuthData(redirectUri, "http://localhost:3000/my");
  const { authUrl } = await visitor.auth.getAuthUrl(data, { responseMode });
  const answer = await submit(authUrl, ann);
  const location = given(answer.headers.get("location"));
  const { code, state } = visitor.auth.parseFromUrl(location, responseMode);
  return { visitor, data, code, state, location, cookie: answer.headers.get("set-cookie") };
}
