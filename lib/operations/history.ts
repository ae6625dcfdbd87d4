import "server-only";
import type { Json } from "@/lib/audit/canonical";
import { changedBy, listAttempts, type AttemptRow } from "@/lib/audit/read";
import { userNames } from "@/lib/auth/users";

/** An attempt with the name of who made it. */
export interface NamedAttempt extends AttemptRow {
  actorName: string;
}

/** What was done to one thing, with what it was before and after, where that is on record. */
export interface HistoryItem extends NamedAttempt {
  before: Json;
  after: Json;
}

/** The last attempts about one thing, newest first. */
export async function historyOf(id: string, limit = 10): Promise<HistoryItem[]> {
  const { items } = await listAttempts({ aboutId: id }, limit);
  const changes = await changedBy(items.map((one) => one.id));
  const nothing = { before: null, after: null };
  return (await named(items)).map((one) => ({ ...one, ...(changes.get(one.id) ?? nothing) }));
}

/** The same attempts, with names. */
export async function named(items: readonly AttemptRow[]): Promise<NamedAttempt[]> {
  const names = await userNames(items.map((one) => one.actorId));
  return items.map((one) => ({ ...one, actorName: names.get(one.actorId) ?? actorWords(one) }));
}

function actorWords({ actorKind, actorId }: AttemptRow): string {
  return actorKind === "system" ? "Poolkeeper" : `${actorKind} ${actorId.slice(0, 8)}`;
}
