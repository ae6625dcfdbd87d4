import "server-only";
import { listAttempts, type AttemptRow } from "@/lib/audit/read";
import { userNames } from "@/lib/auth/users";

/** An attempt with the name of who made it. */
export interface NamedAttempt extends AttemptRow {
  actorName: string;
}

/** The last attempts about one thing, newest first. */
export async function historyOf(kind: string, id: string, limit = 10): Promise<NamedAttempt[]> {
  const { items } = await listAttempts({ subjectKind: kind, subjectId: id }, limit);
  return named(items);
}

/** The same attempts, with names. */
export async function named(items: readonly AttemptRow[]): Promise<NamedAttempt[]> {
  const names = await userNames(items.map((one) => one.actorId));
  return items.map((one) => ({ ...one, actorName: names.get(one.actorId) ?? actorWords(one) }));
}

function actorWords({ actorKind, actorId }: AttemptRow): string {
  return actorKind === "system" ? "Poolkeeper" : `${actorKind} ${actorId.slice(0, 8)}`;
}
