import { expect, test } from "vitest";
import { addFault, requests, resetEmulator } from "@/scripts/test/emulator";
import { newPoolDefinition, newGuid } from "@/scripts/test/samples";
import { withWixContext } from "./context";
import { WixError } from "./error";
import { createPoolDefinition, listPoolDefinitions } from "./pool-definitions";
import { getPool } from "./pools";

const list = () => listPoolDefinitions({ limit: 1 });
const eight = Array.from({ length: 8 });

async function tokenCalls(): Promise<number> {
  return (await requests("oauth.token")).length;
}

test("a token that cannot be had: nothing was sent, and that is certain", async () => {
  const refusals = [
    { status: 401, kind: "unauthenticated" },
    { status: 503, kind: "unreachable" },
  ];
  for (const { status, kind } of refusals) {
    await addFault({ method: "oauth.token", status });
    await expect(createPoolDefinition(newPoolDefinition())).rejects.toMatchObject({
      kind,
      mayHaveHappened: false,
    });
  }
  await addFault({ method: "oauth.token", drop: "before" });
  await expect(list()).rejects.toMatchObject({ kind: "unreachable", mayHaveHappened: false });
  expect(await requests("poolDefinitions.createPoolDefinition")).toHaveLength(0);
});

test("a token call that hangs holds nobody but those who wait for it", async () => {
  await resetEmulator();
  await addFault({ method: "oauth.token", delayMs: 60_000 });
  const hurried = { requestClass: "interactive" as const, wixRequestIds: [] };
  const deadlineAt = new Date(Date.now() + 300);
  const waiting = [list, list].map((ask) => withWixContext({ ...hurried, deadlineAt }, ask));
  for (const outcome of await Promise.allSettled(waiting)) {
    expect(outcome).toMatchObject({ status: "rejected", reason: { kind: "unreachable" } });
  }
  await addFault({ method: "oauth.token", status: 401 });
  await expect(list()).rejects.toMatchObject({ kind: "unauthenticated" });
  expect(await tokenCalls()).toBe(2);
});

test("eight concurrent first calls ask for one token, and the next ones for none", async () => {
  await resetEmulator();
  await Promise.all(eight.map(list));
  await list();
  expect(await tokenCalls()).toBe(1);
  expect(await requests("poolDefinitions.queryPoolDefinitions")).toHaveLength(9);
});

test("a token that Wix refuses is renewed once, however many wait, and nobody notices", async () => {
  await resetEmulator();
  const names = eight.map((_, index) => `of-${index}`);
  for (const contains of names) {
    await addFault({ method: "poolDefinitions.queryPoolDefinitions", contains, status: 401 });
  }
  const pages = await Promise.all(
    names.map((namespace) => listPoolDefinitions({ limit: 1, namespace })),
  );
  expect(pages).toHaveLength(8);
  expect(await requests("poolDefinitions.queryPoolDefinitions")).toHaveLength(16);
  expect(await tokenCalls()).toBe(1);
});

test("a write that was refused for its token is made once", async () => {
  await resetEmulator();
  await addFault({ method: "poolDefinitions.createPoolDefinition", status: 401 });
  const created = await createPoolDefinition(newPoolDefinition());
  expect((await list()).items.map((one) => one.id)).toEqual([created.id]);
  expect(await tokenCalls()).toBe(1);
});

test("a second refusal is told, and not tried a third time", async () => {
  await resetEmulator();
  await addFault({ method: "pools.getPool", status: 401, times: 5 });
  const error: unknown = await getPool(newGuid()).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(WixError);
  expect(error).toMatchObject({ kind: "unauthenticated", mayHaveHappened: false });
  expect(await requests("pools.getPool")).toHaveLength(2);
});
