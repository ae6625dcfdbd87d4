import { describe, expect, test } from "vitest";
import { getPool, updatePool as updateInWix, type Pool } from "@/lib/wix/pools";
import { addFault, held, requests } from "@/scripts/test/emulator";
import { inDoubt } from "@/scripts/test/lost";
import { makeDue, onRecord } from "@/scripts/test/record";
import { aProgram, details, newGuid, request } from "@/scripts/test/samples";
import { updatePool } from "./pools";
import { reconcile } from "./reconcile";
import { runOperation } from "./run";

const method = "pools.updatePool";
const update = (input: unknown) => runOperation(updatePool, input, request());
const changeOf = ({ id, revision }: Pool) => ({
  id,
  revision,
  displayName: "Twelve classes",
  details,
});
const next = ({ revision }: Pool) => (BigInt(revision) + 1n).toString();

test("it is changed in Wix, and how it was before is kept", async () => {
  const { pool } = await aProgram();
  const outcome = await update(changeOf(pool));
  expect(outcome).toMatchObject({
    status: "succeeded",
    subject: { kind: "pools", id: pool.id },
    after: { displayName: "Twelve classes", revision: next(pool) },
  });
  expect(await getPool(pool.id)).toMatchObject({ displayName: "Twelve classes" });
  const attemptId = outcome.status === "succeeded" ? outcome.attemptId : null;
  expect((await onRecord(attemptId)).contents[0]).toMatchObject({
    before: { displayName: pool.displayName, revision: pool.revision },
  });
});

test("it is two requests: how it is, and the write", async () => {
  const { pool } = await aProgram();
  const before = (await requests(undefined, pool.id)).length;
  await update(changeOf(pool));
  const sent = (await requests(undefined, pool.id)).slice(before);
  expect(sent.map((one) => one.method)).toEqual(["pools.getPool", method]);
});

describe("refuses", () => {
  const refused: [field: string, input: object, message: RegExp][] = [
    ["id", { id: "../pools" }, /./],
    ["revision", { revision: "two" }, /./],
    ["revision", { revision: "" }, /./],
    ["displayName", { displayName: " " }, /^The name is missing\.$/],
    ["displayName", { displayName: "n".repeat(65) }, /^The name has 64 characters at most\.$/],
    ["details.benefits", { details: { ...details, benefits: [] } }, /^Add at least one benefit\.$/],
  ];
  test.each(refused)("%s %o", async (field, more, message) => {
    const input = { id: newGuid(), revision: "1", displayName: "n", details, ...more };
    expect(await update(input)).toEqual({
      status: "invalid",
      fields: { [field]: expect.stringMatching(message) },
    });
  });
});

test("one that is not there has failed, and nothing is on record or sent", async () => {
  const id = newGuid();
  expect(await update({ id, revision: "1", displayName: "n", details })).toMatchObject({
    status: "failed",
    attemptId: null,
    failure: { kind: "not-found" },
  });
  expect(await requests(method, id)).toEqual([]);
});

test("when somebody was faster it is a conflict, and theirs stays", async () => {
  const { pool } = await aProgram();
  const theirs = await updateInWix(pool, pool.revision, { displayName: "Theirs", details });
  const outcome = await update(changeOf(pool));
  expect(outcome).toMatchObject({ status: "failed", failure: { kind: "conflict" } });
  expect(await getPool(pool.id)).toEqual(theirs);
  const attemptId = outcome.status === "failed" ? outcome.attemptId : null;
  expect(await onRecord(attemptId)).toMatchObject({
    outcome: "failed",
    errorCode: "conflict",
    types: ["intended", "failed"],
  });
});

describe("when the answer is lost", () => {
  async function lost(pool: Pool, drop: "before" | "after"): Promise<string> {
    await addFault({ method, contains: pool.id, drop });
    const id = inDoubt(await update(changeOf(pool)));
    await makeDue(id);
    return id;
  }

  test("after it was changed: it has succeeded", async () => {
    const { pool } = await aProgram();
    const id = await lost(pool, "after");
    expect(await reconcile()).toEqual({ settled: 1, open: 0 });
    expect(await onRecord(id)).toMatchObject({ outcome: "succeeded", subjectId: pool.id });
    expect(await requests(method, pool.id)).toHaveLength(1);
  });

  test("before it was changed: it has failed", async () => {
    const { pool } = await aProgram();
    const id = await lost(pool, "before");
    expect(await reconcile()).toEqual({ settled: 1, open: 0 });
    expect((await onRecord(id)).outcome).toBe("failed");
  });

  test("and somebody has changed it since: a person decides", async () => {
    const { pool } = await aProgram();
    const id = await lost(pool, "after");
    await updateInWix(pool, next(pool), { displayName: "Theirs", details });
    expect(await reconcile()).toEqual({ settled: 0, open: 1 });
    expect(await onRecord(id)).toMatchObject({ outcome: "unknown", errorCode: "needs-person" });
  });

  test("and it is gone since: a person decides, and Wix is not asked for ever", async () => {
    const { pool } = await aProgram();
    const id = await lost(pool, "after");
    await addFault({ method: "pools.getPool", contains: pool.id, status: 404 });
    expect(await reconcile()).toEqual({ settled: 0, open: 1 });
    expect(await onRecord(id)).toMatchObject({ outcome: "unknown", errorCode: "needs-person" });
  });

  test("and the look-up stumbles over what nobody expected: it does not stop the reconciler", async () => {
    const { pool } = await aProgram();
    const id = await lost(pool, "after");
    const stored = (await held("pools")).find((one) => one.id === pool.id);
    const body = { pool: { ...stored, revision: "not a number" } };
    await addFault({ method: "pools.getPool", contains: pool.id, status: 200, body });
    expect(await reconcile()).toEqual({ settled: 0, open: 1 });
    await makeDue(id);
    expect(await reconcile()).toEqual({ settled: 1, open: 0 });
  });

  test("and Wix cannot be asked: it is looked up again later", async () => {
    const { pool } = await aProgram();
    const id = await lost(pool, "after");
    await addFault({ method: "pools.getPool", contains: pool.id, status: 500 });
    expect(await reconcile()).toEqual({ settled: 0, open: 1 });
    expect(await onRecord(id)).toMatchObject({ outcome: "unknown", errorCode: "disconnected" });
    await makeDue(id);
    expect(await reconcile()).toEqual({ settled: 1, open: 0 });
  });
});
