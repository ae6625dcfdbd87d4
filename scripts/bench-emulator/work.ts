import { z } from "zod";
import { withDefaults } from "../../emulator/config";
import { memberOf, namespace, provider } from "./names";
import type { Subject } from "./subject";

const { apiKey, instanceId } = withDefaults({});
const base = "/benefit-programs/v1";
const headers = { authorization: apiKey, "wix-site-id": instanceId };

export const works = [
  "get a program",
  "query pools by member",
  "list a namespace",
  "provision",
  "redeem",
] as const;
export type Work = (typeof works)[number];

/** What is there, as far as requests must name it. */
export interface Known {
  port: number;
  programs: string[];
  pools: string[];
  poolDefinitionId: string;
  drawn: number;
}

const page = z.object({
  pools: z.array(z.object({ id: z.string(), programId: z.string(), poolDefinitionId: z.string() })),
  metadata: z.object({ cursors: z.object({ next: z.string().optional() }) }),
});

/** Ids of up to 1,000 programs and their pools. */
export async function look({ url, port }: Subject): Promise<Known> {
  const known: Known = { port, programs: [], pools: [], poolDefinitionId: "", drawn: 10_000_000 };
  let cursor: string | undefined;
  do {
    const query = { cursorPaging: { limit: 100, cursor }, filter: { namespace } };
    const answer = await fetch(`${url}${base}/pools/query`, {
      method: "POST",
      headers,
      body: JSON.stringify({ query }),
    });
    const { pools, metadata } = page.parse(await answer.json());
    known.programs.push(...pools.map(({ programId }) => programId));
    known.pools.push(...pools.map(({ id }) => id));
    known.poolDefinitionId = pools[0]?.poolDefinitionId ?? "";
    cursor = metadata.cursors.next;
  } while (cursor !== undefined && known.pools.length < 1_000);
  return known;
}

/** So many requests, no two of one round alike. */
export function requestsOf(work: Work, known: Known, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    known.drawn += 1;
    return one(work, known, index);
  });
}

function one(work: Work, known: Known, index: number): string {
  const { port, programs, pools, poolDefinitionId, drawn } = known;
  const at = (index * 7) % programs.length;
  switch (work) {
    case "get a program":
      return http(port, "GET", `/programs/${programs[at]}`);
    case "query pools by member":
      return http(port, "POST", "/pools/query", {
        query: { filter: { "beneficiary.memberId": memberOf(at) }, cursorPaging: { limit: 50 } },
      });
    case "list a namespace":
      return http(port, "POST", "/programs/query", {
        query: { filter: { namespace }, cursorPaging: { limit: 50 } },
      });
    case "provision":
      return http(port, "POST", "/programs/provision", {
        poolDefinitionLookupId: { poolDefinitionId },
        beneficiary: { memberId: memberOf(drawn) },
        namespace,
        externalProgramId: memberOf(drawn),
        displayName: "New",
      });
    case "redeem":
      return http(port, "POST", "/benefits/redeem", {
        poolId: pools[at],
        itemReference: { externalId: memberOf(0), providerAppId: provider },
        benefitKey: "class",
        idempotencyKey: String(drawn),
        namespace,
      });
  }
}

function http(port: number, method: string, path: string, body?: object): string {
  const text = body ? JSON.stringify(body) : "";
  const lines = [
    `${method} ${base}${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body
      ? ["Content-Type: application/json", `Content-Length: ${Buffer.byteLength(text)}`]
      : []),
  ];
  return `${lines.join("\r\n")}\r\n\r\n${text}`;
}
