import { describe, expect, it } from "vitest";
import { startEmulator } from "./start";
import {
  enrol,
  given,
  newGuid,
  newNamespace,
  poolsOf,
  raw,
  refusalOf,
  sdk,
  studio,
  yoga,
} from "./testing/client";
import { emulated } from "./testing/emulated";

const { emulator, wix } = await emulated();

describe("provisioning", () => {
  it("answers PROVISIONING with a job, and is ACTIVE with pools and credits at the next look", async () => {
    const { namespace, programDefinitionId, programDefinition, poolDefinition } = await studio(wix);
    const memberId = newGuid();
    const { jobId, program } = await enrol(
      wix,
      { programDefinitionId },
      { namespace, memberId, displayName: "Ann's Gold" },
    );
    expect(jobId).toMatch(/^[\da-f-]{36}$/);
    expect(program).toMatchObject({
      status: "PROVISIONING",
      beneficiary: { memberId, identityType: "MEMBER" },
      programDefinition: { _id: programDefinitionId, externalId: programDefinition.externalId },
      displayName: "Ann's Gold",
    });
    const id = given(program?._id);
    expect((await wix.programs.getProgram(id)).status).toBe("ACTIVE");
    const [pool] = await poolsOf(wix, id);
    expect(pool).toMatchObject({
      status: "ACTIVE",
      displayName: "Yoga",
      details: poolDefinition.details,
      poolDefinitionRevision: "1",
      renewalCount: 0,
      origin: "PROVISION",
      program: { _id: id, externalId: program?.externalId, displayName: "Ann's Gold" },
      programDefinition: { _id: programDefinitionId, displayName: "Gold" },
    });
    const balance = await wix.balances.getBalance(given(pool?._id));
    expect(balance).toMatchObject({ amount: { available: "10", reserved: "0" }, revision: "1" });
  });

  it("starts paused when asked to", async () => {
    const { namespace, programDefinitionId } = await studio(wix);
    const options = { namespace, programStatus: "PAUSED" as const };
    const { program } = await enrol(wix, { programDefinitionId }, options);
    const id = given(program?._id);
    expect((await wix.programs.getProgram(id)).status).toBe("PAUSED");
    expect((await poolsOf(wix, id))[0]?.status).toBe("PAUSED");
  });

  it("takes a single pool definition, unless it is in a program definition", async () => {
    const { namespace, poolDefinitionId: grouped } = await studio(wix);
    const { _id } = await wix.poolDefinitions.createPoolDefinition(yoga(namespace));
    const { program } = await enrol(wix, { poolDefinitionId: given(_id) }, { namespace });
    expect(program?.programDefinitionId).toBeUndefined();
    const pools = await poolsOf(wix, given(program?._id));
    expect(pools.map((pool) => pool.poolDefinitionId)).toEqual([_id]);
    const refused = await refusalOf(enrol(wix, { poolDefinitionId: grouped }, { namespace }));
    expect(refused).toMatchObject({ status: 400, code: "INVALID_POOL_DEFINITION_REFERENCE" });
  });

  it("is refused for a key that has a program, whoever asks, but not in another namespace", async () => {
    const { namespace, programDefinitionId } = await studio(wix);
    const externalProgramId = newGuid();
    await enrol(wix, { programDefinitionId }, { namespace, externalProgramId });
    const again = await refusalOf(
      enrol(wix, { programDefinitionId }, { namespace, externalProgramId }),
    );
    expect(again).toMatchObject({
      status: 409,
      code: "PROGRAM_ALREADY_EXISTS",
      description: "Program already exists with pools.",
      data: { externalProgramId, namespace },
    });
    const other = await studio(wix);
    const lookup = { programDefinitionId: other.programDefinitionId };
    const elsewhere = await enrol(wix, lookup, { namespace: other.namespace, externalProgramId });
    expect(elsewhere.program?.status).toBe("PROVISIONING");
  });

  it("is tried again for a program without pools, by the same request only", async () => {
    const namespace = newNamespace();
    const { _id: programDefinitionId } = await wix.programDefinitions.createProgramDefinition({
      namespace,
      externalId: newGuid(),
    });
    const lookup = { programDefinitionId: given(programDefinitionId) };
    const options = { namespace, externalProgramId: newGuid(), memberId: newGuid() };
    const first = await enrol(wix, lookup, options);
    const stranger = await refusalOf(enrol(wix, lookup, { ...options, memberId: newGuid() }));
    expect(stranger.code).toBe("PROGRAM_ALREADY_EXISTS");
    await wix.poolDefinitions.createPoolDefinition(
      { ...yoga(namespace), programDefinitionIds: [lookup.programDefinitionId] },
      { cascade: "FUTURE_PROVISIONS" },
    );
    const second = await enrol(wix, lookup, options);
    expect(second.program?._id).toBe(first.program?._id);
    expect(await poolsOf(wix, given(first.program?._id))).toHaveLength(1);
  });

  it("never revives a program without pools that ended", async () => {
    const namespace = newNamespace();
    const definition = { namespace, externalId: newGuid() };
    const { _id } = await wix.programDefinitions.createProgramDefinition(definition);
    const lookup = { programDefinitionId: given(_id) };
    const options = { namespace, externalProgramId: newGuid(), memberId: newGuid() };
    const id = given((await enrol(wix, lookup, options)).program?._id);
    await wix.programs.getProgram(id);
    await wix.programs.endProgram(id);
    const again = await refusalOf(enrol(wix, lookup, options));
    expect([again.status, again.code]).toEqual([409, "PROGRAM_ALREADY_EXISTS"]);
    expect((await wix.programs.getProgram(id)).status).toBe("ENDED");
  });

  it("knows definitions of its own namespace only", async () => {
    const { programDefinitionId } = await studio(wix);
    const namespace = newNamespace();
    const foreign = await refusalOf(enrol(wix, { programDefinitionId }, { namespace }));
    expect(foreign.status).toBe(404);
    const unknown = await refusalOf(
      enrol(wix, { poolDefinitionId: newGuid() }, { namespace: newNamespace() }),
    );
    expect(unknown.status).toBe(404);
  });

  it.each([
    [{ poolDefinitionLookupId: {} }, "poolDefinitionLookupId", "REQUIRED_ONE_OF_FIELD"],
    [
      { poolDefinitionLookupId: { poolDefinitionId: newGuid(), programDefinitionId: newGuid() } },
      "poolDefinitionLookupId",
      "ONE_OF_ALIGNMENT",
    ],
    [{ poolDefinitionLookupId: undefined }, "poolDefinitionLookupId", "REQUIRED_FIELD"],
    [{ beneficiary: {} }, "beneficiary", "REQUIRED_ONE_OF_FIELD"],
    [{ beneficiary: { memberId: "ann" } }, "beneficiary.memberId", "FORMAT"],
    [{ beneficiary: undefined }, "beneficiary", "REQUIRED_FIELD"],
    [
      { beneficiary: { memberId: newGuid(), identityType: "BANANA" } },
      "beneficiary.identityType",
      "INVALID_ENUM_VALUE",
    ],
    [{ programStatus: "ENDED" }, "programStatus", "INVALID_ENUM_VALUE"],
    [{ namespace: "" }, "namespace", "MIN_LENGTH"],
    [{ displayName: "x".repeat(65) }, "displayName", "MAX_LENGTH"],
    [{ externalProgramId: "myProgram17" }, "externalProgramId", "FORMAT"],
  ])("refuses %j", async (wrong, field, rule) => {
    const body = {
      poolDefinitionLookupId: { poolDefinitionId: newGuid() },
      beneficiary: { memberId: newGuid() },
      namespace: "n",
      externalProgramId: newGuid(),
      ...wrong,
    };
    const { status, json } = await raw(emulator, "/benefit-programs/v1/programs/provision", {
      body,
    });
    expect(status).toBe(400);
    expect(json).toMatchObject({
      details: { validationError: { fieldViolations: [{ field, violatedRule: rule }] } },
    });
  });
});

describe("while the job has not run", () => {
  it("the program is PROVISIONING, the same key is IN_PROGRESS, and then it exists", async () => {
    const slow = await startEmulator({ port: 0, delayMs: 1_500 });
    try {
      const client = sdk(slow);
      const { namespace, programDefinitionId } = await studio(client);
      const options = { namespace, externalProgramId: newGuid() };
      const { program } = await enrol(client, { programDefinitionId }, options);
      const id = given(program?._id);
      expect((await client.programs.getProgram(id)).status).toBe("PROVISIONING");
      const [pool] = await poolsOf(client, id);
      expect(pool?.status).toBe("PROVISIONING");
      expect((await refusalOf(client.balances.getBalance(given(pool?._id)))).status).toBe(404);
      const early = await refusalOf(enrol(client, { programDefinitionId }, options));
      expect(early).toMatchObject({ status: 409, code: "IN_PROGRESS", data: options });
      await expect
        .poll(async () => (await client.programs.getProgram(id)).status, { timeout: 5_000 })
        .toBe("ACTIVE");
      const late = await refusalOf(enrol(client, { programDefinitionId }, options));
      expect(late.code).toBe("PROGRAM_ALREADY_EXISTS");
      expect((await client.balances.getBalance(given(pool?._id))).amount?.available).toBe("10");
    } finally {
      await slow.close();
    }
  });
});

describe("programs", () => {
  it("are found by key in a wrapper, and renamed with a revision", async () => {
    const { namespace, programDefinitionId } = await studio(wix);
    const externalId = newGuid();
    await enrol(wix, { programDefinitionId }, { namespace, externalProgramId: externalId });
    const found = await wix.programs.getProgramByExternalIdAndNamespace(namespace, { externalId });
    const program = given(found.program);
    const id = given(program._id);
    const revision = given(program.revision);
    const updated = await wix.programs.updateProgram(id, { revision, displayName: "New" });
    expect(updated).toMatchObject({ displayName: "New", status: "ACTIVE" });
    expect(Number(updated.revision)).toBe(Number(revision) + 1);
    const stale = await refusalOf(wix.programs.updateProgram(id, { revision, displayName: "Old" }));
    expect(stale.status).toBe(409);
    const [pool] = await poolsOf(wix, id);
    expect(pool?.program?.displayName).toBe("New");
    const long = { revision: given(updated.revision), displayName: "x".repeat(65) };
    expect((await refusalOf(wix.programs.updateProgram(id, long))).rules).toEqual(["MAX_LENGTH"]);
    const query = wix.programs.queryPrograms().eq("externalId", externalId).eq("status", "ACTIVE");
    expect((await query.find()).items.map(({ _id }) => _id)).toEqual([id]);
  });

  it("are 404 under an unknown id or key", async () => {
    expect((await refusalOf(wix.programs.getProgram(newGuid()))).status).toBe(404);
    const byKey = wix.programs.getProgramByExternalIdAndNamespace("n", { externalId: newGuid() });
    expect((await refusalOf(byKey)).status).toBe(404);
  });
});
