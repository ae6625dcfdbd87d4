import "server-only";
import { db } from "@/lib/db";
import { guidPattern } from "@/lib/format";

/** Names of users by id, for what is shown; ids that are nobody's are left out. */
export async function userNames(ids: readonly string[]): Promise<Map<string, string>> {
  const guids = ids.filter((id) => guidPattern.test(id));
  const users = await db().user.findMany({
    where: { id: { in: [...new Set(guids)] } },
    select: { id: true, name: true },
  });
  return new Map(users.map((user) => [user.id, user.name]));
}

/** All users by name: the choices of a filter. */
export async function listUserNames(): Promise<{ id: string; name: string }[]> {
  return db().user.findMany({ orderBy: { name: "asc" }, select: { id: true, name: true } });
}

/** The id of who signs in with this e-mail, or null. */
export async function findUserId(email: string): Promise<string | null> {
  const user = await db().user.findUnique({ where: { email: normalEmail(email) } });
  return user?.id ?? null;
}

/** An e-mail as it is kept: whatever was typed, without NUL, which PostgreSQL cannot keep. */
export function normalEmail(typed: string): string {
  return typed.replaceAll("\0", "").trim().toLowerCase().slice(0, 254);
}
