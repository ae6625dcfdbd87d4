import "server-only";
import { env } from "@/lib/env";

const wixOrigin = "https://www.wixapis.com";
const kept: { poolkeeperFetch?: typeof fetch } = globalThis as object;

/**
 * The SDK's token calls use the global fetch and a literal address (wix-api.md 0.4): with an emulator
 * they are led to it, and nothing else is. Does nothing when Wix itself is used. Safe to repeat.
 */
export function leadTokenCallsToEmulator(): void {
  const origin = env().wixApiOrigin;
  if (!origin || kept.poolkeeperFetch) return;
  const original = globalThis.fetch;
  kept.poolkeeperFetch = original;
  globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.startsWith(`${wixOrigin}/`)) return original(input, init);
    const there = `${origin}${url.slice(wixOrigin.length)}`;
    return original(input instanceof Request ? new Request(there, input) : there, init);
  };
}
