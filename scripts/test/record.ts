import { db } from "@/lib/db";

/** What is on record of an attempt: its outcome, and its entries in order with what they hold. */
export async function onRecord(attemptId: string | null) {
  const attempt = await db().attempt.findUniqueOrThrow({
    where: { id: attemptId ?? "" },
    include: { entries: { orderBy: { seq: "asc" }, include: { payload: true } } },
  });
  const { entries, ...facts } = attempt;
  return {
    ...facts,
    types: entries.map((entry) => entry.type),
    contents: entries.map((entry) => entry.payload?.content),
    entries,
  };
}

/** The mappings that an attempt holds. */
export function mappingsOf(attemptId: string) {
  return db().mapping.findMany({ where: { attemptId } });
}

/** As if so many seconds had passed since it began. */
export async function age(attemptId: string, seconds: number): Promise<void> {
  await db().$executeRaw`UPDATE "Attempt" SET
    "startedAt" = "startedAt" - ${seconds}::float8 * interval '1 second',
    "reconcileAt" = "reconcileAt" - ${seconds}::float8 * interval '1 second'
    WHERE "id" = ${attemptId}::uuid`;
}

/** As if it were time to look it up. */
export async function makeDue(attemptId: string): Promise<void> {
  await db().attempt.update({ where: { id: attemptId }, data: { reconcileAt: new Date(0) } });
}
