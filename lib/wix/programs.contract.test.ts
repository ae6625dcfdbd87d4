import { beforeAll, describe, expect, test } from "vitest";
import { addFault } from "@/scripts/test/emulator";
import { aMember, namespace, newGuid, newPoolDefinition } from "@/scripts/test/samples";
import type { Guid } from "./guid";
import { addPoolDefinitionToProgramDefinition, createPoolDefinition } from "./pool-definitions";
import { listPools } from "./pools";
import { createProgramDefinition } from "./program-definitions";
import {
  findProgramByExternalId,
  getProgram,
  listPrograms,
  provisionProgram,
  type NewProgram,
} from "./programs";

let memberId: Guid;
let fromPool: NewProgram["from"];
let fromProgram: NewProgram["from"];

beforeAll(async () => {
  memberId = await aMember();
  const [single, grouped] = [
    await createPoolDefinition(newPoolDefinition()),
    await createPoolDefinition(newPoolDefinition()),
  ];
  const gold = { displayName: "Gold", namespace, externalId: newGuid() };
  const { id } = await createProgramDefinition(gold);
  await addPoolDefinitionToProgramDefinition(grouped.id, id, "IMMEDIATELY");
  fromPool = { kind: "pool-definitions", id: single.id };
  fromProgram = { kind: "program-definitions", id };
});

const input = (from: NewProgram["from"] = fromPool): NewProgram => ({
  from,
  memberId,
  namespace,
  externalId: newGuid(),
  displayName: "Ann's classes",
  status: "ACTIVE",
});

describe("provision", () => {
  test("from a pool definition: a program of this member with one pool", async () => {
    const given = input();
    const program = await provisionProgram(given);
    expect(program).toMatchObject({
      externalId: given.externalId,
      displayName: "Ann's classes",
      namespace,
      beneficiary: { kind: "member", id: memberId },
      programDefinitionId: null,
    });
    const { items } = await listPools({ limit: 10, programId: program.id });
    expect(items.map((pool) => pool.poolDefinitionId)).toEqual([fromPool.id]);
    expect(await getProgram(program.id)).toMatchObject({ id: program.id, status: "ACTIVE" });
  });

  test("from a program definition, paused", async () => {
    const program = await provisionProgram({ ...input(fromProgram), status: "PAUSED" });
    expect(program.programDefinitionId).toBe(fromProgram.id);
    expect(await getProgram(program.id)).toMatchObject({ status: "PAUSED" });
  });

  test("the same externalId again is told by Wix's own code, with its data", async () => {
    const given = input();
    await provisionProgram(given);
    await getProgram((await findProgramByExternalId(namespace, given.externalId))?.id ?? newGuid());
    await expect(provisionProgram(given)).rejects.toMatchObject({
      kind: "PROGRAM_ALREADY_EXISTS",
      status: 409,
      mayHaveHappened: false,
      data: { externalProgramId: given.externalId, namespace },
    });
  });

  test("while the first one is under way, it is IN_PROGRESS", async () => {
    const code = "IN_PROGRESS";
    const body = { message: "m", details: { applicationError: { code, description: "d" } } };
    await addFault({ method: "programs.provisionProgram", status: 409, body });
    await expect(provisionProgram(input())).rejects.toMatchObject({ kind: code });
  });

  test("from what is not there is refused", async () => {
    await expect(
      provisionProgram(input({ kind: "pool-definitions", id: newGuid() })),
    ).rejects.toMatchObject({ mayHaveHappened: false });
  });
});

describe("find by externalId", () => {
  test("gives the one of this namespace, and null for one that nobody has", async () => {
    const program = await provisionProgram(input());
    expect(await findProgramByExternalId(namespace, program.externalId)).toMatchObject({
      id: program.id,
    });
    expect(await findProgramByExternalId("elsewhere", program.externalId)).toBeNull();
    expect(await findProgramByExternalId(namespace, newGuid())).toBeNull();
  });

  test("throws when Wix is silent: that nobody has it is not known then", async () => {
    const method = "programs.getProgramByExternalIdAndNamespace";
    await addFault({ method, status: 500 });
    await expect(findProgramByExternalId(namespace, newGuid())).rejects.toMatchObject({
      kind: "server-error",
    });
  });
});

test("one that is not there is not-found", async () => {
  await expect(getProgram(newGuid())).rejects.toMatchObject({ kind: "not-found" });
});

describe("list", () => {
  test("by status and by program definition", async () => {
    const paused = await provisionProgram({ ...input(fromProgram), status: "PAUSED" });
    const active = await provisionProgram(input(fromProgram));
    const of = async (status: "ACTIVE" | "PAUSED") => {
      const request = { limit: 100, namespace, status, programDefinitionId: fromProgram.id };
      return (await listPrograms(request)).items.map((one) => one.id);
    };
    expect(await of("PAUSED")).toContain(paused.id);
    expect(await of("PAUSED")).not.toContain(active.id);
    expect(await of("ACTIVE")).toContain(active.id);
  });

  test("cursors lead through all, newest first, forward and back", async () => {
    const first = await listPrograms({ limit: 2, namespace });
    const second = await listPrograms({ limit: 2, cursor: first.next ?? "" });
    const back = await listPrograms({ limit: 2, cursor: second.prev ?? "" });
    expect(back.items).toEqual(first.items);
    const dates = [...first.items, ...second.items].map((one) => one.createdDate.getTime());
    expect(dates).toEqual([...dates].sort((a, b) => b - a));
    expect(new Set([...first.items, ...second.items].map((one) => one.id)).size).toBe(4);
  });
});
