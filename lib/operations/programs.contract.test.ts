import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { externalIdOf } from "@/lib/mappings/external-id";
import { keyByWixId } from "@/lib/mappings/mappings";
import { toGuid, type Guid } from "@/lib/wix/guid";
import {
  addPoolDefinitionToProgramDefinition,
  createPoolDefinition,
} from "@/lib/wix/pool-definitions";
import { listPools } from "@/lib/wix/pools";
import { createProgramDefinition } from "@/lib/wix/program-definitions";
import * as wix from "@/lib/wix/programs";
import { addFault, requests } from "@/scripts/test/emulator";
import { inDoubt } from "@/scripts/test/lost";
import { makeDue, mappingsOf, onRecord } from "@/scripts/test/record";
import { aMember, namespace, newGuid, newPoolDefinition, request } from "@/scripts/test/samples";
import { provisionProgram } from "./programs";
import { reconcile } from "./reconcile";
import { runOperation } from "./run";

const method = "programs.provisionProgram";
let memberId: Guid;
let single: wix.NewProgram["from"];
let grouped: wix.NewProgram["from"];

beforeAll(async () => {
  memberId = await aMember();
  const { id } = await createPoolDefinition(newPoolDefinition());
  const member = await createPoolDefinition(newPoolDefinition());
  const gold = { displayName: "Gold", namespace, externalId: newGuid() };
  const programDefinition = await createProgramDefinition(gold);
  await addPoolDefinitionToProgramDefinition(member.id, programDefinition.id, "IMMEDIATELY");
  single = { kind: "pool-definitions", id };
  grouped = { kind: "program-definitions", id: programDefinition.id };
});

const order = (from = single) => ({
  namespace,
  from,
  memberId,
  displayName: "Ann's classes",
  status: "ACTIVE" as const,
  key: `order-${randomUUID()}`,
});
const provision = (input: unknown) => runOperation(provisionProgram, input, request());
const idOf = (key: string) => toGuid(externalIdOf(namespace, "programs", key));
const inWix = (key: string) => wix.findProgramByExternalId(namespace, idOf(key));

test.each(["pool-definitions", "program-definitions"])(
  "from %s: the member has a program and its pool, and the key leads to it",
  async (kind) => {
    const input = order(kind === "pool-definitions" ? single : grouped);
    const outcome = await provision(input);
    const program = await inWix(input.key);
    expect(outcome).toMatchObject({
      status: "succeeded",
      subject: { kind: "programs", id: program?.id },
    });
    expect(await keyByWixId("programs", program?.id ?? "")).toMatchObject({
      key: input.key,
    });
    const { items } = await listPools({ limit: 10, programId: program?.id ?? newGuid() });
    expect(items.map((pool) => pool.beneficiary.id)).toEqual([memberId]);
  },
);

describe("refuses", () => {
  const refused: [field: string, input: object, message: RegExp][] = [
    ["namespace", { namespace: "" }, /^The namespace is missing\.$/],
    ["from.id", { from: { kind: "pool-definitions", id: "x" } }, /./],
    ["from.kind", { from: { kind: "pools", id: randomUUID() } }, /./],
    ["memberId", { memberId: "Ann" }, /./],
    ["displayName", { displayName: "n".repeat(65) }, /^The name has 64 characters at most\.$/],
    ["status", { status: "ENDED" }, /./],
    ["key", { key: "" }, /^Give a key, such as order-1001\.$/],
    ["generation", { generation: 0 }, /./],
  ];
  test.each(refused)("%s %o", async (field, more, message) => {
    const outcome = await provision({ ...order(), ...more });
    expect(outcome).toEqual({
      status: "invalid",
      fields: { [field]: expect.stringMatching(message) },
    });
  });
});

test("a key that Wix has and we do not know of is told by Wix's own code, and is not held by us", async () => {
  const input = order();
  await wix.provisionProgram({ ...input, externalId: idOf(input.key) });
  await inWix(input.key);
  const outcome = await provision(input);
  expect(outcome).toMatchObject({ status: "failed", failure: { kind: "PROGRAM_ALREADY_EXISTS" } });
  expect(await mappingsOf(outcome.status === "failed" ? (outcome.attemptId ?? "") : "")).toEqual(
    [],
  );
});

test("a pool definition that is in a program definition is refused by Wix, and the key is free", async () => {
  const { items } = await listPools({ limit: 1, programDefinitionId: toGuid(grouped.id) });
  const inGroup = {
    kind: "pool-definitions" as const,
    id: items[0]?.poolDefinitionId ?? newGuid(),
  };
  const input = order(inGroup);
  expect(await provision(input)).toMatchObject({ status: "failed" });
  expect((await provision({ ...input, from: single })).status).toBe("succeeded");
});

describe("when the answer is lost", () => {
  async function lost(input: ReturnType<typeof order>, drop: "before" | "after"): Promise<string> {
    await addFault({ method, contains: idOf(input.key), drop });
    const id = inDoubt(await provision(input));
    await makeDue(id);
    return id;
  }

  test.each(["pool-definitions", "program-definitions"])(
    "after it was made from %s: it has succeeded, and its key is bound",
    async (kind) => {
      const input = order(kind === "pool-definitions" ? single : grouped);
      const id = await lost(input, "after");
      expect(await reconcile()).toEqual({ settled: 1, open: 0 });
      const made = await inWix(input.key);
      expect(await onRecord(id)).toMatchObject({ outcome: "succeeded", subjectId: made?.id });
      expect(await mappingsOf(id)).toMatchObject([{ key: input.key, wixId: made?.id }]);
      expect(await requests(method, idOf(input.key))).toHaveLength(1);
    },
  );

  test("before it was made: it has failed, and its key is free", async () => {
    const input = order();
    const id = await lost(input, "before");
    expect(await reconcile()).toEqual({ settled: 1, open: 0 });
    expect((await onRecord(id)).outcome).toBe("failed");
    expect((await provision(input)).status).toBe("succeeded");
  });

  test("and somebody else's program is there under this key: it has failed", async () => {
    const input = order();
    const id = await lost(input, "before");
    await wix.provisionProgram({ ...input, memberId: newGuid(), externalId: idOf(input.key) });
    await reconcile();
    expect((await onRecord(id)).contents.at(-1)).toEqual({
      note: "Wix holds another program under this key.",
    });
    expect(await mappingsOf(id)).toEqual([]);
  });

  test("and one from another definition is there under this key: it has failed", async () => {
    const input = order();
    const id = await lost(input, "before");
    const { id: other } = await createPoolDefinition(newPoolDefinition());
    const from = { kind: "pool-definitions" as const, id: other };
    await wix.provisionProgram({ ...input, from, externalId: idOf(input.key) });
    await reconcile();
    expect((await onRecord(id)).outcome).toBe("failed");
  });

  test("and its pools cannot be seen yet: nothing is decided, and the key stays held", async () => {
    const input = order();
    const id = await lost(input, "after");
    await addFault({ method: "pools.queryPools", status: 200, body: { pools: [], metadata: {} } });
    expect(await reconcile()).toEqual({ settled: 0, open: 1 });
    expect((await onRecord(id)).outcome).toBe("unknown");
    expect(await mappingsOf(id)).toHaveLength(1);
    await makeDue(id);
    expect(await reconcile()).toEqual({ settled: 1, open: 0 });
    expect((await onRecord(id)).outcome).toBe("succeeded");
  });
});
