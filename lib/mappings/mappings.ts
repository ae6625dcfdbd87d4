import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { ask, db, type Transaction } from "@/lib/db";
import { siteId } from "@/lib/site";
import type { MappedKind } from "./external-id";

export interface Mapping {
  id: string;
  namespace: string;
  kind: string;
  key: string;
  /** 1 for the first thing under this key; a key is never free again. */
  generation: number;
  externalId: string;
  /** Null until Wix has said which entity it is. */
  wixId: string | null;
  attemptId: string;
  createdAt: Date;
  boundAt: Date | null;
}

/** A key, and the externalId derived from it, held for one attempt. */
export interface Reservation {
  namespace: string;
  kind: MappedKind;
  key: string;
  generation: number;
  externalId: string;
}

/** A key that cannot be had: somebody has this generation of it or a later one, or one is still in doubt. */
export class KeyTaken extends Error {
  override readonly name = "KeyTaken";
  constructor(readonly holder: Mapping) {
    super(`the key of attempt ${holder.attemptId} was asked for`);
  }
}

/**
 * Holds a key for an attempt. Throws KeyTaken: generations only go up, and only from one that is settled. The caller
 * holds the audit log's lock, so that no two look at the same time.
 */
export async function reserveMapping(
  tx: Transaction,
  reservation: Reservation,
  attemptId: string,
  at: Date,
): Promise<void> {
  const { namespace, kind, key, generation } = reservation;
  const holder = await newestMapping(tx, namespace, kind, key);
  if (holder && (holder.generation >= generation || holder.wixId === null)) {
    throw new KeyTaken(holder);
  }
  await tx.mapping.create({
    data: { id: randomUUID(), siteId: siteId(), ...reservation, attemptId, createdAt: at },
  });
}

/** Ties the key that this attempt holds, if any, to the entity in Wix. */
export async function bindMapping(tx: Transaction, attemptId: string, wixId: string, at: Date) {
  await tx.mapping.updateMany({ where: { attemptId }, data: { wixId, boundAt: at } });
}

/** Whether another attempt's key is tied to this entity: one entity has one key. */
export async function isMapped(
  tx: Transaction,
  attemptId: string,
  { kind, id }: { kind: string; id: string },
): Promise<boolean> {
  const where = { siteId: siteId(), kind, wixId: id, attemptId: { not: attemptId } };
  return (await tx.mapping.count({ where })) > 0;
}

/** The key that an attempt holds, or null. */
export async function mappingOfAttempt(
  tx: Transaction,
  attemptId: string,
): Promise<Mapping | null> {
  return tx.mapping.findFirst({ where: { attemptId } });
}

/** Frees the key of an attempt that certainly did nothing. A bound key stays. */
export async function releaseMapping(tx: Transaction, attemptId: string) {
  await tx.mapping.deleteMany({ where: { attemptId, wixId: null } });
}

/** The newest generation of a key, or null. */
export async function findMapping(
  namespace: string,
  kind: MappedKind,
  key: string,
): Promise<Mapping | null> {
  return newestMapping(db(), namespace, kind, key);
}

async function newestMapping(
  tx: Transaction,
  namespace: string,
  kind: MappedKind,
  key: string,
): Promise<Mapping | null> {
  return tx.mapping.findFirst({
    where: { siteId: siteId(), namespace, kind, key },
    orderBy: { generation: "desc" },
  });
}

/** The key behind an entity in Wix. */
export interface BoundKey {
  key: string;
  generation: number;
}

const bound = z.object({ wixId: z.uuid(), key: z.string(), generation: z.int() });

/** The keys of these entities, by Wix id; those that have none are left out. */
export async function keysByWixId(
  kind: MappedKind,
  wixIds: readonly string[],
): Promise<Map<string, BoundKey>> {
  const rows = await ask(
    `SELECT "wixId", "key", "generation" FROM "Mapping"
     WHERE "siteId" = $1 AND "kind" = $2 AND "wixId" = ANY($3::uuid[])`,
    [siteId(), kind, wixIds],
  );
  return new Map(rows.map((row) => bound.parse(row)).map(({ wixId, ...key }) => [wixId, key]));
}

/** The key of one entity, or null. */
export async function keyByWixId(kind: MappedKind, wixId: string): Promise<BoundKey | null> {
  return (await keysByWixId(kind, [wixId])).get(wixId) ?? null;
}

export interface MappingSearch {
  /** A key (its beginning, any case), an externalId or a Wix id; empty for all. */
  text: string;
  kind?: string | undefined;
  namespace?: string | undefined;
  /** 1 to 100. */
  limit: number;
  /** How many to pass over. */
  offset: number;
}

const guidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Mappings, newest first; one more than `limit` when there is a next page. */
export async function searchMappings(search: MappingSearch): Promise<Mapping[]> {
  const { text, kind, namespace, limit, offset } = search;
  const byText = guidPattern.test(text)
    ? { OR: [{ externalId: text }, { wixId: text }, { key: text }] }
    : {
        key: {
          startsWith: text
            .normalize("NFC")
            .replaceAll("\0", "")
            .replace(/[\\%_]/g, "\\$&"),
          mode: "insensitive" as const,
        },
      };
  return db().mapping.findMany({
    where: {
      siteId: siteId(),
      ...(kind ? { kind } : {}),
      ...(namespace ? { namespace } : {}),
      ...(text ? byText : {}),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: offset,
    take: limit + 1,
  });
}
