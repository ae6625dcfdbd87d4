import "server-only";
import { randomBytes } from "node:crypto";
import { Prisma, type Transaction } from "@/lib/db";
import { siteId } from "@/lib/site";
import { canonicalJson, sha256, toJson, type Json } from "./canonical";

export const entryTypes = [
  "intended",
  "succeeded",
  "failed",
  "partial",
  "settled-by-hand",
  "refused",
  "unknown",
  "observed",
  "undone",
] as const;
export type EntryType = (typeof entryTypes)[number];

/** What is hashed of an entry, and so cannot be changed unseen. People appear as ids only. */
export interface EntryFacts {
  attemptId: string;
  type: EntryType;
  at: Date;
  operation: string;
  actorKind: string;
  actorId: string;
  source: string;
  subjectKind: string | null;
  subjectId: string | null;
  errorCode: string | null;
  requestId: string | null;
  wixRequestId: string | null;
}

/** What may hold personal data. It lies beside the entry, and can be erased. */
export interface EntryContent {
  /** Of the first entry: how it was asked for. */
  request?: { key: string | null; parentId: string | null; reason: string | null };
  input?: unknown;
  before?: unknown;
  after?: unknown;
  error?: unknown;
  note?: string;
}

/** The hash before the first entry. */
export const genesisHash = "0".repeat(64);

/** The lock that makes `seq` gap-free and the chain single: one writer at a time, to the end of its transaction. */
const chainLock = 0x706f6f6c;

/**
 * Takes the chain's lock, and tells the time: the database's, since instances need not agree on theirs. Who locks an
 * attempt too takes this lock first, or two wait for each other.
 */
export async function lockChain(tx: Transaction): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`
    WITH locked AS MATERIALIZED (SELECT pg_advisory_xact_lock(${chainLock})::text AS word)
    SELECT word, clock_timestamp() AS now FROM locked`;
  if (!row) throw new Error("the database did not tell the time");
  return row.now;
}

/**
 * Appends one entry and its payload to the chain, in the caller's transaction. Throws on a second
 * `intended` or a second final entry of an attempt (unique indexes).
 */
export async function appendEntry(
  tx: Transaction,
  facts: EntryFacts,
  content: EntryContent,
): Promise<void> {
  await lockChain(tx);
  const last = await tx.auditEntry.findFirst({
    orderBy: { seq: "desc" },
    select: { seq: true, hash: true },
  });
  const seq = (last?.seq ?? 0n) + 1n;
  const prevHash = last?.hash ?? genesisHash;
  const salt = randomBytes(16).toString("hex");
  const plain = recordable(content);
  const payloadDigest = digestOf(salt, plain);
  const entry = { ...facts, seq, siteId: siteId(), payloadDigest, prevHash };
  await tx.auditEntry.create({ data: { ...entry, hash: hashOf(entry) } });
  await tx.auditPayload.create({ data: { seq, salt, content: plain ?? Prisma.JsonNull } });
}

/** The digest of a payload; salted, so that an erased one cannot be guessed back. */
export function digestOf(salt: string, content: Json): string {
  return sha256(`${salt}:${canonicalJson(content)}`);
}

/** The hash of an entry: over all of its facts, the digest of its payload and the hash before it. */
export function hashOf(
  entry: Omit<EntryFacts, "type"> & {
    type: string;
    seq: bigint;
    siteId: string;
    payloadDigest: string;
    prevHash: string;
  },
): string {
  const { at, seq, ...others } = entry;
  return sha256(canonicalJson({ ...others, at: at.toISOString(), seq: seq.toString() }));
}

/** Erases the payloads of an attempt, for privacy; the chain still holds. Returns how many. */
export async function erasePayloads(tx: Transaction, attemptId: string): Promise<number> {
  const { count } = await tx.auditPayload.updateMany({
    where: { entry: { attemptId }, erasedAt: null },
    data: { content: Prisma.DbNull, salt: null, erasedAt: new Date() },
  });
  return count;
}

/** As it is kept: without secrets, and without what PostgreSQL cannot hold. */
export function recordable(value: unknown): Json {
  return storable(withoutSecrets(toJson(value)));
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair: a replacement character stands for each. */
function storable(value: Json): Json {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [storableText(name), storable(held)]),
  );
}

function storableText(text: string): string {
  return text.replaceAll("\0", "\ufffd").replace(/\p{Surrogate}/gu, "\ufffd");
}

const secretNames = /password|secret|token|apikey/i;

function withoutSecrets(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [
      name,
      secretNames.test(name) ? "[secret]" : withoutSecrets(held),
    ]),
  );
}
