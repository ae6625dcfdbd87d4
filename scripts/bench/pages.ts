import { gzipSync } from "node:zlib";
import { lastRequest, methodsSince, held } from "./emulator";
import type { Got, Portal, WixRequest } from "./portal";

/** A page to measure, and how many requests to Wix it may take. */
export interface Page {
  route: string;
  path: string;
  requestsMax: number;
}

export interface Measured extends Page {
  requests: number;
  median: number;
  p95: number;
  scriptBytes: number;
}

/** How often each page is asked before the clock runs, and then. */
export const warmUps = 50;
export const rounds = 200;

/** Every page that there is, with what fills it. */
export async function pagesOf(portal: Portal): Promise<Page[]> {
  const { collections: ids, attempt } = await examples(portal);
  const list = (path: string, requestsMax = 3) => ({ route: path, path, requestsMax });
  const one = (route: string, id: string) => ({
    route,
    path: route.replace("[id]", id),
    requestsMax: 4,
  });
  return [
    list("/program-definitions"),
    one("/program-definitions/[id]", ids.programDefinition),
    one("/program-definitions/[id]/add", ids.programDefinition),
    list("/program-definitions/new", 0),
    list("/pool-definitions"),
    one("/pool-definitions/[id]", ids.poolDefinition),
    list("/pool-definitions/new", 0),
    list("/programs"),
    one("/programs/[id]", ids.program),
    { route: "/programs/new, member", path: "/programs/new?member=a", requestsMax: 4 },
    { route: "/programs/new, form", path: `/programs/new?memberId=${ids.member}`, requestsMax: 4 },
    list("/pools"),
    one("/pools/[id]", ids.pool),
    one("/pools/[id]/edit", ids.pool),
    list("/mappings", 0),
    list("/audit", 0),
    { ...one("/audit/[id]", attempt), requestsMax: 0 },
  ];
}

async function examples(portal: Portal) {
  const all = await held(portal.place);
  const [program] = all.programs;
  const { html } = await portal.get("/audit");
  const attempt = /\/audit\/([0-9a-f-]{36})/.exec(html)?.[1] ?? "";
  return {
    attempt,
    collections: {
      member: all.members[0]?.id ?? "",
      poolDefinition: all.poolDefinitions[0]?.id ?? "",
      pool: all.pools[0]?.id ?? "",
      programDefinition: all.programDefinitions[0]?.id ?? "",
      program: program?.id ?? "",
    },
  };
}

/** As after some minutes of use: V8 has seen each page often enough to compile it. */
export async function warmUp(portal: Portal, pages: readonly Page[]): Promise<void> {
  for (let round = 0; round < warmUps; round += 1) {
    for (const page of pages) await read(portal, page);
  }
}

/** All in turns: what else the machine does for some seconds then falls on each of them, not on one. */
export async function measure(portal: Portal, pages: readonly Page[]): Promise<Measured[]> {
  const counted: { page: Page; requests: number; scriptBytes: number; own: number[] }[] = [];
  for (const page of pages) {
    const before = await lastRequest(portal.place);
    const { html } = await read(portal, page);
    const requests = (await methodsSince(portal.place, before)).length;
    counted.push({ page, requests, scriptBytes: await scriptBytes(portal, html), own: [] });
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { page, requests, own } of counted) {
      const got = await read(portal, page);
      own.push(got.ms - coveredMs(await portal.wixRequests(got.requestId, requests)));
    }
  }
  return counted.map(({ page, requests, scriptBytes, own }) => {
    own.sort((a, b) => a - b);
    return { ...page, requests, scriptBytes, median: quantile(own, 0.5), p95: quantile(own, 0.95) };
  });
}

async function read(portal: Portal, { path }: Page): Promise<Got> {
  const got = await portal.get(path);
  if (got.status !== 200) throw new Error(`${path} answered ${got.status}`);
  return got;
}

/** How long at least one of these was under way: some are sent at once. */
function coveredMs(requests: readonly WixRequest[]): number {
  let covered = 0;
  let end = -Infinity;
  for (const { from, to } of requests.toSorted((a, b) => a.from - b.from)) {
    covered += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return covered;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? NaN;
}

/** The scripts that the page's HTML loads, gzipped; those for browsers without modules are not loaded. */
export async function scriptBytes(portal: Portal, html: string): Promise<number> {
  const tags = html.match(/<script\b[^>]*\bsrc="[^"]*"[^>]*>/g) ?? [];
  const loaded = tags.filter((tag) => !/\bnomodule\b/i.test(tag));
  const paths = new Set(loaded.map((tag) => /\bsrc="([^"]*)"/.exec(tag)?.[1] ?? ""));
  if (paths.size === 0) throw new Error("the page loads no script");
  const sizes = await Promise.all([...paths].map((path) => gzippedBytes(portal, path)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

const known = new Map<string, number>();

async function gzippedBytes(portal: Portal, path: string): Promise<number> {
  const found = known.get(path);
  if (found !== undefined) return found;
  const answer = await fetch(new URL(path.replaceAll("&amp;", "&"), portal.place.portal));
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  const size = gzipSync(Buffer.from(await answer.arrayBuffer())).length;
  known.set(path, size);
  return size;
}
