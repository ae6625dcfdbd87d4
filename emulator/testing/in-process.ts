import { withDefaults } from "../config";
import type { Emulator } from "../emulator";
import { createApp } from "../server";
import type { Sent } from "./mutations";

const { apiKey, instanceId } = withDefaults({});
const own = { host: "localhost:1", authorization: apiKey, "wix-site-id": instanceId };

/** Requests to an emulator without a network. */
export function serving(emulator: Emulator) {
  const ask = asking(emulator);
  return async (sent: Sent) => {
    const { status, text, ms } = await ask(sent);
    const json: unknown = JSON.parse(text);
    return { status, json, ms };
  };
}

/** The same, whatever is answered. */
export function asking(emulator: Emulator) {
  const app = createApp(emulator, new AbortController().signal);
  const place = { incoming: { socket: { localPort: 1 } } };
  return async ({ httpMethod: method, path, text: body, headers }: Sent) => {
    const init = {
      method,
      body: method === "GET" || method === "DELETE" ? undefined : body,
      headers: { ...own, ...headers },
    };
    const started = performance.now();
    const answer = await app.request(`http://localhost:1${path}`, init, place);
    const text = await answer.text();
    const type = answer.headers.get("content-type") ?? "";
    return { status: answer.status, type, text, ms: performance.now() - started };
  };
}
