import "server-only";
import { db } from "@/lib/db";
import { toJson } from "./canonical";
import { digestOf, genesisHash, hashOf } from "./entries";
import { findForgedAttempt } from "./projection";

export interface Verification {
  /** How many entries were read. */
  entries: number;
  erased: number;
  /** The first entry that does not hold, and why; null when all hold. */
  broken: { seq: string; why: string } | null;
  /** The first attempt, as lists show it, that its entries contradict; null when none, or when an entry is broken. */
  forged: { id: string; why: string } | null;
  /** The hash of the last entry: note it down elsewhere, and a cut-off end is seen too. */
  head: string;
}

const batchSize = 1000;

/** Reads the whole log: numbers, hashes and payloads of the chain, then what lists show of each attempt. */
export async function verifyAudit(): Promise<Verification> {
  const chain = await verifyChain();
  return { ...chain, forged: chain.broken ? null : await findForgedAttempt() };
}

async function verifyChain(): Promise<Omit<Verification, "forged">> {
  let seq = 0n;
  let head = genesisHash;
  let erased = 0;
  for (;;) {
    const rows = await db().auditEntry.findMany({
      where: { seq: { gt: seq } },
      orderBy: { seq: "asc" },
      take: batchSize,
      include: { payload: true },
    });
    for (const { payload, hash, ...entry } of rows) {
      const why = flaw({ entry, hash, payload, seq: seq + 1n, head });
      if (why)
        return { entries: Number(seq), erased, broken: { seq: entry.seq.toString(), why }, head };
      seq = entry.seq;
      head = hash;
      if (payload?.erasedAt) erased += 1;
    }
    if (rows.length < batchSize) return { entries: Number(seq), erased, broken: null, head };
  }
}

interface Step {
  entry: Parameters<typeof hashOf>[0];
  hash: string;
  payload: { salt: string | null; content: unknown; erasedAt: Date | null } | null;
  /** What the number must be, and the hash before. */
  seq: bigint;
  head: string;
}

function flaw({ entry, hash, payload, seq, head }: Step): string | null {
  if (entry.seq !== seq) return `entry ${seq} is missing`;
  if (entry.prevHash !== head) return "it does not follow the entry before it";
  if (hashOf(entry) !== hash) return "its facts were changed";
  if (!payload) return "its payload was removed";
  if (payload.erasedAt) return null;
  const digest = digestOf(payload.salt ?? "", toJson(payload.content));
  return digest === entry.payloadDigest ? null : "its payload was changed";
}
