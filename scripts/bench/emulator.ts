import { z } from "zod";
import type { Place } from "./portal";

const log = z.object({
  requests: z.array(z.object({ seq: z.number(), method: z.string().nullable() })),
});
const withId = z.looseObject({ id: z.string() });
const state = z.object({
  collections: z.looseObject({
    members: z.array(withId),
    poolDefinitions: z.array(withId),
    pools: z.array(withId),
    programDefinitions: z.array(withId),
    programs: z.array(withId),
  }),
});

/** The number of the last request that Wix was asked. */
export async function lastRequest(place: Place): Promise<number> {
  return (await requestsSince(place, 0)).at(-1)?.seq ?? 0;
}

/** The SDK's names of the requests since then; the token call is of the process, not of a page. */
export async function methodsSince(place: Place, seq: number): Promise<string[]> {
  const requests = await requestsSince(place, seq);
  return requests.map(({ method }) => method ?? "none").filter((one) => one !== "oauth.token");
}

async function requestsSince({ emulator }: Place, seq: number) {
  const answer = await fetch(`${emulator}/__emulator/requests?since=${seq}`);
  return log.parse(await answer.json()).requests;
}

/** What Wix holds, by noun. */
export async function held({ emulator }: Place) {
  const answer = await fetch(`${emulator}/__emulator/export`);
  return state.parse(await answer.json()).collections;
}
