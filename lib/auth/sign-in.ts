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
  const forMs = await countTry(email);
  if (forMs > 0) return { status: "wait", forMs };
  const user = await db().user.findUnique({ where: { email } });
  const isRight = await isPassword(
    password,
    user?.disabledAt ? null : (user?.passwordHash ?? null),
  );
  if (!isRight || !user) return { status: "wrong" };
  await db().signInFailure.deleteMany({ where: { email } });
  return {
    status: "signed-in",
    token: await beginSession({ kind: "user", userId: user.id }, userAgent),
  };
}

/**
 * Counts a try before it is made, in one statement: many at once are no way around the wait. Returns
 * 0, or how long to wait in ms; a try that succeeds takes the count away.
 */
async function countTry(email: string): Promise<number> {
  const at = new Date();
  const counted = await db().$executeRaw`
    INSERT INTO "SignInFailure" ("email", "count", "lastAt") VALUES (${email}, 1, ${at}::timestamptz)
    ON CONFLICT ("email") DO UPDATE SET "count" = "SignInFailure"."count" + 1, "lastAt" = ${at}::timestamptz
    WHERE "SignInFailure"."count" < ${failuresFree}
      OR "SignInFailure"."lastAt" + interval '1 ms'
        * least(${waitMaxMs}::float8, 1000 * 2::float8 ^ least("SignInFailure"."count" - ${failuresFree} + 1, 30)) <= ${at}::timestamptz`;
  if (counted > 0) return 0;
  const failure = await db().signInFailure.findUnique({ where: { email } });
  return failure ? Math.max(1, waitMs(failure.count, failure.lastAt)) : 0;
}

function waitMs(count: number, lastAt: Date): number {
  const wait = Math.min(waitMaxMs, 1000 * 2 ** (count - failuresFree + 1));
  return lastAt.getTime() + wait - Date.now();
}
