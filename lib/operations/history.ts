import "server-only";
import { listChanges, type AttemptRow, type ChangeRow } from "@/lib/audit/read";
import { userNames } from "@/lib/auth/users";

/** With the name of who made it. */
type Named<A extends AttemptRow> = A & { actorName: string };
export type NamedAttempt = Named<AttemptRow>;
export type HistoryItem = Named<ChangeRow>;

/** The last attempts about one thing, newest first, with what they changed. */
export async function historyOf(id: string, limit = 10): Promise<HistoryItem[]> {
  return named(await listChanges(id, limit));
}

/** The same attempts, with names. */
export async function named<A extends AttemptRow>(items: readonly A[]): Promise<Named<A>[]> {
  const names = await userNames(items.map((one) => one.actorId));
  return items.map((one) => ({ ...one, actorName: names.get(one.actorId) ?? actorWords(one) }));
}

function actorWords({ actorKind, actorId }: AttemptRow): string {
  return actorKind === "system" ? "Poolkeeper" : `${actorKind} ${actorId.slice(0, 8)}`;
}
