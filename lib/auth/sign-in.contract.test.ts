import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { encode } from "next-auth/jwt";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { hashPassword } from "./password";
import { beginSession, revokeSession, sessionCookie, viewerOf } from "./session";
import { signIn } from "./sign-in";

const password = "a long enough password";
let passwordHash: string;

/** A user of their own for each test. */
async function newUser(more: { disabledAt?: Date } = {}) {
  passwordHash ??= await hashPassword(password);
  const id = randomUUID();
  const email = `${id}@example.com`;
  const user = { id, email, name: "Olive", role: "owner", passwordHash, createdAt: new Date() };
  return db().user.create({ data: { ...user, ...more } });
}

async function tokenOf(userId: string): Promise<string> {
  return beginSession({ kind: "user", userId }, "a browser");
}

/** As if so many seconds had passed since the last failure. */
async function pass(email: string, seconds: number): Promise<void> {
  await db().$executeRaw`UPDATE "SignInFailure"
    SET "lastAt" = "lastAt" - ${seconds}::float8 * interval '1 second' WHERE "slot" = ${email}`;
}

describe("sign-in", () => {
  test("with the right password begins a session of this user", async () => {
    const user = await newUser();
    const signedIn = await signIn(`  ${user.email.toUpperCase()} `, password, "a browser");
    if (signedIn.status !== "signed-in") throw new Error(signedIn.status);
    expect(await viewerOf(signedIn.token)).toMatchObject({
      kind: "user",
      id: user.id,
      name: "Olive",
      email: user.email,
      actor: { kind: "user", id: user.id, role: "owner" },
    });
    const [session] = await db().session.findMany({ where: { userId: user.id } });
    expect(session).toMatchObject({ kind: "user", userAgent: "a browser", revokedAt: null });
  });

  test("takes a password however its accents were typed", async () => {
    const accented = "pässword of twelve";
    const user = await newUser();
    await db().user.update({
      where: { id: user.id },
      data: { passwordHash: await hashPassword(accented.normalize("NFC")) },
    });
    expect(await signIn(user.email, accented.normalize("NFD"), null)).toMatchObject({
      status: "signed-in",
    });
  });

  test.each(["wrong password!!", "", `${password} `, password.toUpperCase()])(
    "with a wrong password (%j) begins none",
    async (typed) => {
      const user = await newUser();
      expect(await signIn(user.email, typed, null)).toEqual({ status: "wrong" });
      expect(await db().session.count({ where: { userId: user.id } })).toBe(0);
    },
  );

  test("of nobody is told as a wrong password is, and takes as long", async () => {
    const user = await newUser();
    const took = async (email: string) => {
      const startedAt = performance.now();
      expect(await signIn(email, "wrong password!!", null)).toEqual({ status: "wrong" });
      return performance.now() - startedAt;
    };
    const nobody = `${randomUUID()}@example.com`;
    const [known, unknown]: number[][] = [[], []];
    for (let round = 0; round < 3; round += 1) {
      known?.push(await took(user.email));
      unknown?.push(await took(nobody));
    }
    expect(Math.min(...(unknown ?? []))).toBeGreaterThan(Math.min(...(known ?? [])) / 2);
  });

  test("of a disabled user is a wrong password, also with the right one", async () => {
    const user = await newUser({ disabledAt: new Date() });
    expect(await signIn(user.email, password, null)).toEqual({ status: "wrong" });
  });

  test("takes any text for an e-mail", async () => {
    for (const email of ["", "\0", "a\0b@example.com", "x".repeat(5_000), "' OR 1=1 --"]) {
      expect(await signIn(email, password, null)).toEqual({ status: "wrong" });
    }
  });
});

describe("the brake on guessing", () => {
  let email: string;
  beforeEach(async () => {
    email = (await newUser()).email;
    for (let count = 0; count < 5; count += 1) await signIn(email, "wrong password!!", null);
  });

  test("makes an e-mail wait after five failures, the right password too", async () => {
    const waiting = await signIn(email, password, null);
    expect(waiting).toEqual({ status: "wait", forMs: expect.any(Number) });
    const forMs = waiting.status === "wait" ? waiting.forMs : 0;
    expect(forMs).toBeGreaterThan(0);
    expect(forMs).toBeLessThanOrEqual(2_000);
  });

  test("doubles with each further failure, up to 15 minutes", async () => {
    const waits: number[] = [];
    for (let count = 0; count < 12; count += 1) {
      const waiting = await signIn(email, password, null);
      waits.push(waiting.status === "wait" ? Math.ceil(waiting.forMs / 1000) : 0);
      await pass(email, 15 * 60);
      expect(await signIn(email, "wrong password!!", null)).toEqual({ status: "wrong" });
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
  });

  test("is not passed by many tries at once", async () => {
    const { email: fresh } = await newUser();
    const tries = await Promise.all(
      Array.from({ length: 12 }, () => signIn(fresh, "wrong password!!", null)),
    );
    expect(tries.filter(({ status }) => status === "wrong")).toHaveLength(5);
    expect(tries.filter(({ status }) => status === "wait")).toHaveLength(7);
  });

  test("holds for nobody else, and ends with a sign-in that succeeds", async () => {
    const other = await newUser();
    expect(await signIn(other.email, password, null)).toMatchObject({ status: "signed-in" });
    await pass(email, 2);
    expect(await signIn(email, password, null)).toMatchObject({ status: "signed-in" });
    expect(await signIn(email, "wrong password!!", null)).toEqual({ status: "wrong" });
    expect(await signIn(email, password, null)).toMatchObject({ status: "signed-in" });
  });
});

describe("a browser in which somebody has signed in", () => {
  const wrong = "wrong password!!";

  /** The token that a browser gets; and then strangers guess until the e-mail waits. */
  async function besieged() {
    const { email } = await newUser();
    const first = await signIn(email, password, null);
    if (first.status !== "signed-in") throw new Error(first.status);
    for (let count = 0; count < 6; count += 1) await signIn(email, wrong, null);
    expect(await signIn(email, password, null)).toMatchObject({ status: "wait" });
    return { email, token: first.browserToken };
  }

  test("signs them in while strangers make the e-mail wait, again and again", async () => {
    const { email, token } = await besieged();
    const again = await signIn(email, password, null, token);
    if (again.status !== "signed-in") throw new Error(again.status);
    expect(await signIn(email, password, null, again.browserToken)).toMatchObject({
      status: "signed-in",
    });
    expect(await signIn(email, password, null)).toMatchObject({ status: "wait" });
  });

  test("must wait after failures of its own", async () => {
    const { email, token } = await besieged();
    for (let count = 0; count < 5; count += 1) {
      expect(await signIn(email, wrong, null, token)).toEqual({ status: "wrong" });
    }
    expect(await signIn(email, password, null, token)).toMatchObject({ status: "wait" });
  });

  test("is a stranger to everybody else, and its token is no session", async () => {
    const { email, token } = await besieged();
    const other = await besieged();
    expect(await signIn(other.email, password, null, token)).toMatchObject({ status: "wait" });
    expect(await viewerOf(token)).toBeNull();
    const session = await tokenOf((await db().user.findUniqueOrThrow({ where: { email } })).id);
    for (const bad of ["", "not a token", session, `${token.slice(0, -9)}A${token.slice(-8)}x`]) {
      expect(await signIn(email, password, null, bad)).toMatchObject({ status: "wait" });
    }
  });
});

test("what was tried long ago is forgotten, whoever's e-mail it was", async () => {
  const nobody = `${randomUUID()}@example.com`;
  await signIn(nobody, "wrong password!!", null);
  await pass(nobody, 25 * 3600);
  await signIn((await newUser()).email, "wrong password!!", null);
  expect(await db().signInFailure.findUnique({ where: { slot: nobody } })).toBeNull();
});

describe("a session is worth nothing", () => {
  test("once it is revoked: at once, and only this one", async () => {
    const { id } = await newUser();
    const [token, other] = [await tokenOf(id), await tokenOf(id)];
    const viewer = await viewerOf(token);
    await revokeSession(viewer?.sessionId ?? "");
    expect(await viewerOf(token)).toBeNull();
    expect(await viewerOf(other)).not.toBeNull();
  });

  test("once its user is disabled or gone", async () => {
    const user = await newUser();
    const token = await tokenOf(user.id);
    await db().user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
    expect(await viewerOf(token)).toBeNull();
    await db().user.delete({ where: { id: user.id } });
    expect(await viewerOf(token)).toBeNull();
  });

  test("once it has expired, whatever its token says", async () => {
    const { id } = await newUser();
    const token = await tokenOf(id);
    await db().session.updateMany({ where: { userId: id }, data: { expiresAt: new Date() } });
    expect(await viewerOf(token)).toBeNull();
  });

  test("when its token has expired, is forged, is of another secret, or is no token", async () => {
    const { id } = await newUser();
    const viewer = await viewerOf(await tokenOf(id));
    const token = { sid: viewer?.sessionId };
    const { secret } = env();
    const good = await encode({ token, secret, maxAge: 60 });
    const forged = good.slice(0, -9) + (good.at(-9) === "A" ? "B" : "A") + good.slice(-8);
    expect(await viewerOf(good)).not.toBeNull();
    const bad = [
      await encode({ token, secret, maxAge: -60 }),
      await encode({ token, secret: "a secret of somebody else's making", maxAge: 60 }),
      await encode({ token: { sid: randomUUID() }, secret, maxAge: 60 }),
      await encode({ token: { sid: "' OR 1=1 --" }, secret, maxAge: 60 }),
      await encode({ token: {}, secret, maxAge: 60 }),
      forged,
      "",
      "not a token",
    ];
    for (const one of bad) expect(await viewerOf(one)).toBeNull();
  });
});

test("a session of a member is theirs alone, without a user", async () => {
  const memberId = randomUUID();
  expect(await viewerOf(await beginSession({ kind: "member", memberId }, null))).toMatchObject({
    kind: "member",
    id: memberId,
    actor: { kind: "member", id: memberId, role: "member" },
  });
});

test("the cookie is out of reach of scripts and of other sites", () => {
  expect(sessionCookie()).toMatchObject({
    name: "poolkeeper-session",
    options: { httpOnly: true, sameSite: "lax", path: "/" },
  });
});
