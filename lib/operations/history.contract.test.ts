import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { beginAttempt, endAttempt, type Subject } from "@/lib/audit/attempts";
import { erasePayloads } from "@/lib/audit/entries";
import { subjectNames } from "@/lib/audit/read";
import { db } from "@/lib/db";
import { historyOf } from "./history";

const aPool = (): Subject => ({ kind: "pools", id: randomUUID() });

/** An attempt about one thing, and about another if there is one; ended when it is said what it left. */
async function attempted(subject: Subject, left: unknown, related: Subject | null = null) {
  const id = randomUUID();
  const facts = { key: randomUUID(), parentId: null, reason: null, requestId: null };
  const actor = { actorKind: "system", actorId: "test", source: "seed" };
  const attempt = { id, ...facts, ...actor, operation: "tests.run", subject, related };
  await db().$transaction(async (tx) => {
    const content = { input: { displayName: "As typed" }, before: { credits: "1" } };
    await beginAttempt(tx, { ...attempt, reconcileAfterMs: 0 }, "intended", content);
    if (left === undefined) return;
    const ending = { type: "succeeded", subject, errorCode: null, wixRequestId: null } as const;
    await endAttempt(tx, id, { ...ending, content: { after: left } });
  });
  return id;
}

test("is what was done to a thing, newest first, with what was before and after", async () => {
  const pool = aPool();
  const first = await attempted(pool, { credits: "2" });
  const second = await attempted(pool, undefined);
  await attempted(aPool(), { credits: "3" });
  expect(await historyOf(pool.id)).toEqual([
    expect.objectContaining({ id: second, outcome: "intended", after: null }),
    {
      id: first,
      operation: "tests.run",
      actorKind: "system",
      actorId: "test",
      actorName: "Poolkeeper",
      source: "seed",
      outcome: "succeeded",
      errorCode: null,
      subjectKind: "pools",
      subjectId: pool.id,
      startedAt: expect.any(Date),
      before: { credits: "1" },
      after: { credits: "2" },
    },
  ]);
});

test("is also that of the other thing, and no longer than asked for", async () => {
  const [pool, program] = [aPool(), { kind: "programs", id: randomUUID() }];
  await attempted(pool, {}, program);
  const last = await attempted(pool, {}, program);
  expect(await historyOf(program.id, 1)).toEqual([
    expect.objectContaining({ id: last, subjectId: pool.id }),
  ]);
});

test("says nothing of what was erased", async () => {
  const pool = aPool();
  const id = await attempted(pool, { credits: "2" });
  await erasePayloads(db(), id);
  expect(await historyOf(pool.id)).toEqual([
    expect.objectContaining({ id, before: null, after: null }),
  ]);
});

test("a thing has the name that it was left with, or was to have; what was erased has none", async () => {
  const renamed = await attempted(aPool(), { displayName: "As Wix has it" });
  const open = await attempted(aPool(), undefined);
  const erased = await attempted(aPool(), { displayName: "Erased" });
  await erasePayloads(db(), erased);
  expect(await subjectNames([renamed, open, erased])).toEqual(
    new Map([
      [renamed, "As Wix has it"],
      [open, "As typed"],
    ]),
  );
});
