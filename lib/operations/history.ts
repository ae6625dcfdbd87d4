import "server-only";
import { listChanges, subjectNames, type AttemptRow, type ChangeRow } from "@/lib/audit/read";
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
  const people = await userNames(items.map((one) => one.actorId));
  return items.map((one) => withActor(one, people));
}

/** With the name of what it was about too: of a thing as it was called then, of a user as they are called now. */
export async function namedWithSubject<A extends AttemptRow>(items: readonly A[]) {
  const [people, things] = await Promise.all([
    userNames(items.flatMap(({ actorId, subjectId }) => [actorId, subjectId ?? ""])),
    subjectNames(items.map((one) => one.id)),
  ]);
  return items.map((one) => ({
    ...withActor(one, people),
    subjectName: things.get(one.id) ?? people.get(one.subjectId ?? ""),
  }));
}

function withActor<A extends AttemptRow>(one: A, people: ReadonlyMap<string, string>): Named<A> {
  return { ...one, actorName: people.get(one.actorId) ?? actorWords(one) };
}

function actorWords({ actorKind, actorId }: AttemptRow): string {
  return actorKind === "system" ? "Poolkeeper" : `${actorKind} ${actorId.slice(0, 8)}`;
}
