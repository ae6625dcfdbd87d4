import { z } from "zod";

/** A misfortune that the next matching requests meet. */
export interface Fault {
  /** As the SDK calls it: "pools.updatePool". */
  method: string;
  contains?: string;
  times?: number;
  status?: number;
  body?: unknown;
  delayMs?: number;
  drop?: "before" | "after";
}

const requestLog = z.object({
  requests: z.array(
    z.object({
      method: z.string().nullable(),
      path: z.string(),
      body: z.unknown().optional(),
      status: z.number().nullable(),
      response: z.unknown().optional(),
    }),
  ),
});
export type LoggedRequest = z.infer<typeof requestLog>["requests"][number];

const entity = z.looseObject({ id: z.string() });
const exported = z.object({ collections: z.record(z.string(), z.array(z.unknown())) });

async function control(path: string, method = "GET", body?: unknown): Promise<unknown> {
  const response = await fetch(`${process.env.EMULATOR_URL}/__emulator/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`the emulator refused: ${await response.text()}`);
  return response.json();
}

export async function addFault(fault: Fault): Promise<void> {
  await control("faults", "POST", fault);
}

/** Faults that nobody met, and all that Wix holds: gone. */
export async function resetEmulator(): Promise<void> {
  await control("faults", "DELETE");
  await control("reset", "POST");
}

/** What was asked, oldest first; of one method, and holding this text in path, body or answer. */
export async function requests(method?: string, contains?: string): Promise<LoggedRequest[]> {
  const query = new URLSearchParams({
    ...(method ? { method } : {}),
    ...(contains ? { contains } : {}),
  });
  return requestLog.parse(await control(`requests?${query}`)).requests;
}

/** What Wix holds of a noun. */
export async function held(collection: string): Promise<z.infer<typeof entity>[]> {
  const { collections } = exported.parse(await control("export"));
  const entities = collections[collection];
  if (!entities) throw new Error(`no ${collection} among ${Object.keys(collections).join(", ")}`);
  return entities.map((one) => entity.parse(one));
}
