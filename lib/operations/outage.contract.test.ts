import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { db, isDatabaseGone } from "@/lib/db";
import { listPoolDefinitions } from "@/lib/wix/pool-definitions";
import { requests } from "@/scripts/test/emulator";
import { proxiedDatabase, type Proxy } from "@/scripts/test/proxy";
import { age, onRecord } from "@/scripts/test/record";
import { namespace, newPoolDefinition, request } from "@/scripts/test/samples";
import { createPoolDefinition } from "./pool-definitions";
import { reconcile } from "./reconcile";
import { runOperation } from "./run";

let proxy: Proxy;
let input: ReturnType<typeof newPoolDefinition>;
let asker: ReturnType<typeof request>;

beforeAll(async () => {
  proxy = await proxiedDatabase();
  await db().user.count();
  await listPoolDefinitions({ limit: 1 });
});
beforeEach(() => {
  input = newPoolDefinition();
  asker = request();
});
afterAll(() => proxy.cut());

const sent = async () =>
  (await requests("poolDefinitions.createPoolDefinition", input.displayName)).length;

/** The real operation, with something done in the middle. */
const disturbed = (more: Partial<typeof createPoolDefinition>) => ({
  ...createPoolDefinition,
  ...more,
});

async function attemptId(): Promise<string> {
  return (await db().attempt.findFirstOrThrow({ where: { key: asker.key } })).id;
}

test("gone before anything: nothing is sent, nothing is on record, and the same form may be sent again", async () => {
  await proxy.cut();
  const thrown: unknown = await runOperation(createPoolDefinition, input, asker).catch(
    (error: unknown) => error,
  );
  expect(isDatabaseGone(thrown)).toBe(true);
  expect(await sent()).toBe(0);
  await proxy.open();
  expect((await runOperation(createPoolDefinition, input, asker)).status).toBe("succeeded");
  expect(await sent()).toBe(1);
});

test("gone before the record: nothing is sent", async () => {
  const operation = disturbed({ before: () => proxy.cut().then(() => undefined) });
  const thrown: unknown = await runOperation(operation, input, asker).catch(
    (error: unknown) => error,
  );
  expect(isDatabaseGone(thrown)).toBe(true);
  expect(await sent()).toBe(0);
  await proxy.open();
  expect(await db().attempt.count({ where: { key: asker.key } })).toBe(0);
});

test("gone between the record and the call: nothing is sent, and the reconciler finds that out", async () => {
  const operation = disturbed({
    async run(given) {
      await proxy.cut();
      return createPoolDefinition.run(given, undefined);
    },
  });
  expect(await runOperation(operation, input, asker)).toMatchObject({
    status: "unknown",
    failure: { kind: "no-budget" },
  });
  expect(await sent()).toBe(0);
  await proxy.open();
  const id = await attemptId();
  expect((await onRecord(id)).types).toEqual(["intended"]);
  await age(id, 121);
  expect(await reconcile()).toEqual({ settled: 1, open: 0 });
  expect((await onRecord(id)).types).toEqual(["intended", "failed"]);
});

test("gone after the call: it is in doubt, and the reconciler finds what was made", async () => {
  const operation = disturbed({
    async run(given) {
      const effect = await createPoolDefinition.run(given, undefined);
      await proxy.cut();
      return effect;
    },
  });
  const outcome = await runOperation(operation, input, asker);
  expect(outcome).toMatchObject({ status: "unknown", failure: null });
  await proxy.open();
  const id = await attemptId();
  expect((await onRecord(id)).types).toEqual(["intended"]);
  await age(id, 121);
  expect(await reconcile()).toEqual({ settled: 1, open: 0 });
  const { items } = await listPoolDefinitions({ limit: 100, namespace });
  const made = items.filter((one) => one.displayName === input.displayName);
  expect(made).toHaveLength(1);
  expect(await onRecord(id)).toMatchObject({ outcome: "succeeded", subjectId: made[0]?.id });
  expect(await runOperation(createPoolDefinition, input, asker)).toMatchObject({
    status: "succeeded",
    subject: { id: made[0]?.id },
  });
  expect(await sent()).toBe(1);
});

test("gone while the reconciler works: it says so, and the attempt stays open", async () => {
  const operation = disturbed({
    run: () => {
      throw new Error("on purpose");
    },
  });
  await expect(runOperation(operation, input, asker)).rejects.toThrow("on purpose");
  const id = await attemptId();
  await age(id, 121);
  await proxy.cut();
  const thrown: unknown = await reconcile().catch((error: unknown) => error);
  expect(isDatabaseGone(thrown)).toBe(true);
  await proxy.open();
  expect((await onRecord(id)).outcome).toBe("unknown");
  expect(await reconcile()).toEqual({ settled: 1, open: 0 });
});
