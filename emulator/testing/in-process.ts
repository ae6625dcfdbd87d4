import { withDefaults } from "../config";
import type { Emulator } from "../emulator";
import { createApp } from "../server";
import type { Sent } from "./mutations";

const { apiKey, instanceId } = withDefaults({});
const own = { host: "localhost:1", authorization: apiKey, "wix-site-id": instanceId };

/** Requests to an emulator without a network. */
export function serving(emulator: Emulator) {
  const app = createApp(emulator, new AbortController().signal);
  const place = { incoming: { socket: { localPort: 1 } } };
  return async ({ httpMethod: method, path, text, headers }: Sent) => {
    const body = method === "GET" || method === "DELETE" ? undefined : text;
    const init = { method, body, headers: { ...own, ...headers } };
    const started = performance.now();
    const answer = await app.request(`http://localhost:1${path}`, init, place);
    const json: unknown = await answer.json();
    return { status: answer.status, json, ms: performance.now() - started };
  };
}
