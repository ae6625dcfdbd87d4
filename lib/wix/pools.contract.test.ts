import { beforeAll, describe, expect, test } from "vitest";
import { addFault, held, requests } from "@/scripts/test/emulator";
import {
  aMember,
  aProgram,
  details,
  namespace,
  newGuid,
  providerAppId,
} from "@/scripts/test/samples";
import { listBalances } from "./balances";
import { getPool, listPools, updatePool, type Pool } from "./pools";

let pool: Pool;
let poolDefinitionId: string;
let programId: string;

beforeAll(async () => {
  const made = await aProgram();
  pool = made.pool;
  poolDefinitionId = made.poolDefinition.id;
  programId = made.program.id;
});

const next = ({ revision }: Pool) => (BigInt(revision) + 1n).toString();

test("a pool is a copy of its definition, of this program and member", async () => {
  expect(await getPool(pool.id)).toMatchObject({
    namespace,
    status: "ACTIVE",
    poolDefinitionId,
    poolDefinitionRevision: "1",
    programId,
    programDisplayName: "Ann's classes",
    programDefinitionId: null,
    renewalCount: 0,
    beneficiary: { kind: "member", id: await aMember() },
    details,
  });
});

test("one that is not there is not-found", async () => {
  await expect(getPool(newGuid())).rejects.toMatchObject({ kind: "not-found", status: 404 });
});

describe("update", () => {
  const change = {
    displayName: "Twelve classes",
    details: {
      benefits: [
        ...details.benefits,
        {
          benefitKey: "sauna",
          displayName: "Sauna",
          description: "",
          price: "0.25",
          providerAppId,
        },
      ],
      creditConfiguration: {
        amount: "12",
        unitDisplayName: "",
        rolloverConfiguration: { enabled: false, balanceCap: null },
      },
    },
  };

  test("changes name and details, and leaves its arguments alone", async () => {
    const { pool: mine } = await aProgram();
    const before = structuredClone(change);
    const updated = await updatePool(mine, mine.revision, change);
    expect(change).toEqual(before);
    expect(updated).toMatchObject({ id: mine.id, revision: next(mine), ...change });
    expect(await getPool(mine.id)).toEqual(updated);
  });

  test("is one write, and nothing is read again", async () => {
    const { pool: mine } = await aProgram();
    const before = await requests(undefined, mine.id);
    await updatePool(mine, mine.revision, change);
    const sent = (await requests(undefined, mine.id)).slice(before.length);
    expect(sent.map((one) => one.method)).toEqual(["pools.updatePool"]);
  });

  test("a stale revision is a conflict, and nothing is changed", async () => {
    const { pool: mine } = await aProgram();
    const now = await updatePool(mine, mine.revision, change);
    await expect(
      updatePool(mine, mine.revision, { ...change, displayName: "Late" }),
    ).rejects.toMatchObject({ kind: "conflict", status: 409, mayHaveHappened: false });
    expect(await getPool(mine.id)).toEqual(now);
  });

  test("one that is not there any more is not-found", async () => {
    const gone = { ...pool, id: newGuid() };
    await expect(updatePool(gone, "1", change)).rejects.toMatchObject({ kind: "not-found" });
  });

  test("what Wix refuses names the field", async () => {
    const late = { ...change, displayName: "n".repeat(65) };
    await expect(updatePool(pool, pool.revision, late)).rejects.toMatchObject({
      kind: "invalid",
      fields: [expect.objectContaining({ field: "pool.displayName", rule: "MAX_LENGTH" })],
    });
  });

  test("a write whose answer is lost may have happened, and is not sent again", async () => {
    const { pool: mine } = await aProgram();
    await addFault({ method: "pools.updatePool", contains: mine.id, drop: "after" });
    await expect(updatePool(mine, mine.revision, change)).rejects.toMatchObject({
      kind: "disconnected",
      mayHaveHappened: true,
    });
    expect(await requests("pools.updatePool", mine.id)).toHaveLength(1);
    expect(await getPool(mine.id)).toMatchObject({
      revision: next(mine),
      displayName: "Twelve classes",
    });
  });

  test("the ids that Wix gave to a benefit's items stay, though we do not model them", async () => {
    const { pool: mine } = await aProgram();
    const itemSets = async () => {
      const stored = (await held("pools")).find((one) => one.id === mine.id);
      return JSON.stringify(stored)
        .match(/"itemSetId":"[^"]+"/g)
        ?.slice(0, 1);
    };
    const before = await itemSets();
    await updatePool(mine, mine.revision, change);
    expect(await itemSets()).toEqual(before);
  });
});

describe("list", () => {
  const idsOf = async (filter: Parameters<typeof listPools>[0]) =>
    (await listPools(filter)).items.map((one) => one.id);

  test("by each of its filters", async () => {
    const memberId = await aMember();
    const { poolDefinitionId: definition, programId: program } = pool;
    expect(await idsOf({ limit: 100, programId: program })).toEqual([pool.id]);
    expect(await idsOf({ limit: 100, poolDefinitionId: definition })).toEqual([pool.id]);
    expect(await idsOf({ limit: 100, memberId, namespace })).toContain(pool.id);
    expect(await idsOf({ limit: 100, status: "ACTIVE", programId: program })).toEqual([pool.id]);
    expect(await idsOf({ limit: 100, status: "ENDED" })).toEqual([]);
    expect(await idsOf({ limit: 100, memberId: newGuid() })).toEqual([]);
    expect(await idsOf({ limit: 100, programDefinitionId: newGuid() })).toEqual([]);
    expect(await idsOf({ limit: 100, namespace: "elsewhere" })).toEqual([]);
  });

  test("cursors lead forward and back", async () => {
    const first = await listPools({ limit: 1, namespace });
    const second = await listPools({ limit: 1, cursor: first.next ?? "" });
    const back = await listPools({ limit: 1, cursor: second.prev ?? "" });
    expect(second.items).not.toEqual(first.items);
    expect(back.items).toEqual(first.items);
    expect(first.prev).toBeNull();
  });
});

describe("balances", () => {
  test("of many pools are one request; a pool without one is left out", async () => {
    const before = (await requests("balances.listBalances")).length;
    const found = await listBalances([pool.id, newGuid()]);
    expect([...found]).toEqual([
      [
        pool.id,
        { poolId: pool.id, available: expect.stringMatching(/^10(\.0+)?$/), reserved: "0" },
      ],
    ]);
    expect((await requests("balances.listBalances")).length - before).toBe(1);
  });

  test("of no pools are no request", async () => {
    const before = (await requests("balances.listBalances")).length;
    expect(await listBalances([])).toEqual(new Map());
    expect(await requests("balances.listBalances")).toHaveLength(before);
  });
});
