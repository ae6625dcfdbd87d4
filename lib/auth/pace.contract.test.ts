import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/db";
import { inTurn } from "./pace";
import { hashPassword } from "./password";
import { signIn } from "./sign-in";

test("two do their work at once, the others in their turn, also after one that fails", async () => {
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const work = (number: number) => async () => {
    running += 1;
    most = Math.max(most, running);
    order.push(number);
    await new Promise((done) => setImmediate(done));
    running -= 1;
    if (number === 1) throw new Error("it fails");
    return number;
  };
  const all = Array.from({ length: 9 }, (_, number) => inTurn(work(number)));
  const ended = await Promise.allSettled(all);
  expect(ended.filter(({ status }) => status === "rejected")).toHaveLength(1);
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test("new e-mails are no way to have any number of passwords looked at; who is known comes through", async () => {
  const password = "a long enough password";
  const [id, email] = [randomUUID(), "olive@example.com"];
  const passwordHash = await hashPassword(password);
  const user = { id, email, name: "Olive", role: "owner", passwordHash, createdAt: new Date() };
  await db().user.create({ data: user });
  const first = await signIn(email, password, null);
  if (first.status !== "signed-in") throw new Error(first.status);

  const guess = () => signIn(`${randomUUID()}@example.com`, "wrong password!!", null);
  const guesses = await Promise.all(Array.from({ length: 310 }, guess));

  const looked = guesses.filter(({ status }) => status === "wrong");
  expect(looked).toHaveLength(299);
  expect(await db().signInFailure.count()).toBe(299);
  const waiting = await guess();
  expect(waiting.status === "wait" && waiting.forMs).toBeGreaterThan(0);
  expect(waiting.status === "wait" && waiting.forMs).toBeLessThanOrEqual(60_000);
  expect(await signIn(email, password, null)).toMatchObject({ status: "wait" });
  expect(await signIn(email, password, null, first.browserToken)).toMatchObject({
    status: "signed-in",
  });
});
