import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { beginSession, viewerOf } from "@/lib/auth/session";
import { signIn } from "@/lib/auth/sign-in";
import { db } from "@/lib/db";
import { onRecord } from "@/scripts/test/record";
import { request, user } from "@/scripts/test/samples";
import { runOperation } from "./run";
import { addUser, disableUser, enableUser, setPassword } from "./users";

const password = "a long enough password";
const someone = () => ({
  email: `${randomUUID()}@example.com`,
  name: "Nina Nowak",
  role: "viewer",
  password,
});
const add = (input: unknown) => runOperation(addUser, input, request(user("owner")));

test("a user that was added signs in, with their role", async () => {
  const input = someone();
  const outcome = await add({ ...input, email: `  ${input.email.toUpperCase()} ` });
  if (outcome.status !== "succeeded") throw new Error(outcome.status);
  const signedIn = await signIn(input.email, password, null);
  if (signedIn.status !== "signed-in") throw new Error(signedIn.status);
  expect(await viewerOf(signedIn.token)).toMatchObject({
    id: outcome.subject.id,
    name: "Nina Nowak",
    email: input.email,
    actor: { role: "viewer" },
  });
});

test("on record a user is an id, and the password is nowhere to be read", async () => {
  const input = someone();
  const outcome = await add(input);
  if (outcome.status !== "succeeded") throw new Error(outcome.status);
  const record = await onRecord(outcome.attemptId);
  expect(record).toMatchObject({ outcome: "succeeded", types: ["intended", "succeeded"] });
  expect(record.contents[0]).toMatchObject({ input: { role: "viewer" } });
  for (const known of [input.email, input.name]) {
    expect(JSON.stringify(record.contents)).not.toContain(known);
  }
  const change = { userId: outcome.subject.id, password: `another ${password}` };
  const changed = await runOperation(setPassword, change, request(user("owner")));
  const attemptId = changed.status === "succeeded" ? changed.attemptId : null;
  expect((await onRecord(attemptId)).contents[0]).toMatchObject({
    input: { userId: outcome.subject.id, password: "[secret]" },
  });
  const stored = await db().user.findUniqueOrThrow({ where: { email: input.email } });
  expect(stored.passwordHash).toMatch(/^\$argon2id\$/);
  expect(JSON.stringify([record.contents, stored])).not.toContain(password);
});

test("the same request for another person is not taken for a repeat", async () => {
  const asker = request(user("owner"));
  const input = someone();
  expect((await runOperation(addUser, input, asker)).status).toBe("succeeded");
  expect((await runOperation(addUser, input, asker)).status).toBe("succeeded");
  for (const other of [{ email: someone().email }, { name: "Nora Nowak" }]) {
    expect(await runOperation(addUser, { ...input, ...other }, asker)).toMatchObject({
      status: "failed",
      failure: { kind: "other-input" },
    });
  }
});

describe("refuses", () => {
  const refused: [field: string, input: object, message: RegExp][] = [
    ["email", { email: "nina" }, /^Give an e-mail address\.$/],
    ["email", { email: "" }, /^Give an e-mail address\.$/],
    ["email", { email: `${"n".repeat(250)}@example.com` }, /254|e-mail/],
    ["name", { name: " " }, /^The name is missing\.$/],
    ["name", { name: "n".repeat(101) }, /^The name has 100 characters at most\.$/],
    ["role", { role: "admin" }, /./],
    [
      "password",
      { password: "eleven chars".slice(1) },
      /^A password has at least 12 characters\.$/,
    ],
    ["password", { password: "p".repeat(201) }, /^A password has 200 characters at most\.$/],
  ];
  test.each(refused)("%s %o", async (field, more, message) => {
    const outcome = await add({ ...someone(), ...more });
    expect(outcome).toEqual({
      status: "invalid",
      fields: { [field]: expect.stringMatching(message) },
    });
  });
});

test("an e-mail that somebody has is refused, and leaves nothing behind", async () => {
  const input = someone();
  await add(input);
  const before = await db().auditEntry.count();
  const again = await add({ ...input, email: input.email.toUpperCase(), name: "Another" });
  expect(again).toMatchObject({
    status: "failed",
    attemptId: null,
    failure: { kind: "email-taken", data: { email: input.email } },
  });
  expect(await db().auditEntry.count()).toBe(before);
});

test("an e-mail that ten add at once is had by one", async () => {
  const input = someone();
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => add(input)));
  expect(outcomes.filter((one) => one.status === "succeeded")).toHaveLength(1);
  expect(outcomes.filter((one) => one.status === "failed")).toHaveLength(9);
  expect(await db().user.count({ where: { email: input.email } })).toBe(1);
});

describe("a user who is changed", () => {
  const as = request.bind(null, { kind: "system", id: "cli", role: "system" });

  /** Somebody who is signed in. */
  async function signedIn() {
    const input = someone();
    const outcome = await add(input);
    if (outcome.status !== "succeeded") throw new Error(outcome.status);
    const userId = outcome.subject.id;
    const token = await beginSession({ kind: "user", userId }, null);
    expect(await viewerOf(token)).not.toBeNull();
    return { ...input, userId, token };
  }

  test("has the new password alone, and is signed out", async () => {
    const { userId, email, token } = await signedIn();
    const input = { userId, password: "quite another one" };
    const outcome = await runOperation(setPassword, input, as());
    expect(outcome).toMatchObject({ status: "succeeded", subject: { kind: "users", id: userId } });
    expect(await viewerOf(token)).toBeNull();
    expect(await signIn(email, password, null)).toEqual({ status: "wrong" });
    expect(await signIn(email, input.password, null)).toMatchObject({ status: "signed-in" });
    const record = await onRecord("attemptId" in outcome ? outcome.attemptId : null);
    expect(record.contents[0]).toMatchObject({ input: { userId, password: "[secret]" } });
  });

  test("cannot sign in while disabled; an old session stays ended when they are enabled", async () => {
    const { userId, email, token } = await signedIn();
    await runOperation(disableUser, { userId }, as());
    expect(await viewerOf(token)).toBeNull();
    expect(await signIn(email, password, null)).toEqual({ status: "wrong" });
    await runOperation(enableUser, { userId }, as());
    expect(await viewerOf(token)).toBeNull();
    expect(await signIn(email, password, null)).toMatchObject({ status: "signed-in" });
  });

  test("must be there", async () => {
    const outcome = await runOperation(disableUser, { userId: randomUUID() }, as());
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "no-such-user" } });
  });
});
