import "server-only";
import { db } from "@/lib/db";
import { browserToken, knownBrowser } from "./browser";
import { waitOfStrangers } from "./pace";
import { isPassword } from "./password";
import { beginSession } from "./session";
import { normalEmail } from "./users";

/** After this many failures in a row a slot waits; each further one doubles the wait, up to 15 min. */
const failuresFree = 5;
const waitMaxMs = 15 * 60_000;

export type SignIn =
  | { status: "signed-in"; token: string; browserToken: string }
  | { status: "wrong" }
  | { status: "wait"; forMs: number };

/**
 * Checks a password and begins a session. Who does not exist is told no sooner than who does. A browser
 * in which this user has signed in before, by its token, is not braked by what strangers try.
 */
export async function signIn(
  emailTyped: string,
  password: string,
  userAgent: string | null,
  token?: string,
): Promise<SignIn> {
  const email = normalEmail(emailTyped);
  const user = await db().user.findUnique({ where: { email } });
  const known = await knownBrowser(token, user?.id);
  const slot = known ? `browser ${known}` : email;
  const forMs = (known ? 0 : waitOfStrangers(Date.now())) || (await countTry(slot));
  if (forMs > 0) return { status: "wait", forMs };
  const isRight = await isPassword(
    password,
    user?.disabledAt ? null : (user?.passwordHash ?? null),
  );
  if (!isRight || !user) return { status: "wrong" };
  await db().signInFailure.deleteMany({ where: { slot } });
  return {
    status: "signed-in",
    token: await beginSession({ kind: "user", userId: user.id }, userAgent),
    browserToken: await browserToken(user.id, known),
  };
}

/**
 * Counts a try before it is made, in one statement: many at once are no way around the wait. Returns
 * 0, or how long to wait in ms; a try that succeeds takes the count away, and so does a day.
 */
async function countTry(slot: string): Promise<number> {
  const at = new Date();
  await db().$executeRaw`
    DELETE FROM "SignInFailure" WHERE "lastAt" < ${at}::timestamptz - interval '1 day'`;
  const counted = await db().$executeRaw`
    INSERT INTO "SignInFailure" ("slot", "count", "lastAt") VALUES (${slot}, 1, ${at}::timestamptz)
    ON CONFLICT ("slot") DO UPDATE SET "count" = "SignInFailure"."count" + 1, "lastAt" = ${at}::timestamptz
    WHERE "SignInFailure"."count" < ${failuresFree}
      OR "SignInFailure"."lastAt" + interval '1 ms'
        * least(${waitMaxMs}::float8, 1000 * 2::float8 ^ least("SignInFailure"."count" - ${failuresFree} + 1, 30)) <= ${at}::timestamptz`;
  if (counted > 0) return 0;
  const failure = await db().signInFailure.findUnique({ where: { slot } });
  return failure ? Math.max(1, waitMs(failure.count, failure.lastAt)) : 0;
}

function waitMs(count: number, lastAt: Date): number {
  const wait = Math.min(waitMaxMs, 1000 * 2 ** (count - failuresFree + 1));
  return lastAt.getTime() + wait - Date.now();
}
