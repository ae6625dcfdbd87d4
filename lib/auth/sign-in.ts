import "server-only";
import { db } from "@/lib/db";
import { isPassword } from "./password";
import { beginSession } from "./session";

/** After this many failures in a row an e-mail waits; each further one doubles the wait, up to 15 min. */
const failuresFree = 5;
const waitMaxMs = 15 * 60_000;

export type SignIn =
  { status: "signed-in"; token: string } | { status: "wrong" } | { status: "wait"; forMs: number };

/** Checks a password and begins a session. Who does not exist is told no sooner than who does. */
export async function signIn(
  emailTyped: string,
  password: string,
  userAgent: string | null,
): Promise<SignIn> {
  const email = emailTyped.replaceAll("\0", "").trim().toLowerCase().slice(0, 254);
  const failure = await db().signInFailure.findUnique({ where: { email } });
  const forMs = failure ? waitMs(failure.count, failure.lastAt) : 0;
  if (forMs > 0) return { status: "wait", forMs };
  const user = await db().user.findUnique({ where: { email } });
  const isRight = await isPassword(
    password,
    user?.disabledAt ? null : (user?.passwordHash ?? null),
  );
  if (!isRight || !user) {
    const lastAt = new Date();
    const update = { count: { increment: 1 }, lastAt };
    await db().signInFailure.upsert({
      where: { email },
      create: { email, count: 1, lastAt },
      update,
    });
    return { status: "wrong" };
  }
  await db().signInFailure.deleteMany({ where: { email } });
  return {
    status: "signed-in",
    token: await beginSession({ kind: "user", userId: user.id }, userAgent),
  };
}

function waitMs(count: number, lastAt: Date): number {
  if (count < failuresFree) return 0;
  const wait = Math.min(waitMaxMs, 1000 * 2 ** (count - failuresFree + 1));
  return Math.max(0, lastAt.getTime() + wait - Date.now());
}
