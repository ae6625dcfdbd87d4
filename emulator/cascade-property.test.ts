import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Cascade, CascadeModel } from "./testing/cascade-model";
import { app, enrol, given, newGuid, newNamespace, poolsOf } from "./testing/client";
import { emulated } from "./testing/emulated";

const { wix } = await emulated();

const cascade = fc.constantFrom<Cascade[]>("IMMEDIATELY", "NEXT_RENEWAL", "FUTURE_PROVISIONS");
/** Few of each, so that things meet. */
const which = fc.nat(2);
const step = (kind: string, weight: number) => ({
  weight,
  arbitrary: fc.record({ kind: fc.constant(kind), one: which, other: which, cascade }),
});
const steps = fc.array(
  fc.oneof(
    step("provision", 4),
    step("create", 3),
    step("add", 4),
    step("update", 4),
    step("remove", 3),
    step("delete pool definition", 1),
    step("delete program definition", 1),
    step("pause", 2),
    step("resume", 2),
    step("end", 1),
    step("renew", 4),
  ),
  { maxLength: 30, size: "max" },
);
type Step = (typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never) & object;

const details = (version: number) => ({
  benefits: [{ benefitKey: "class", providerAppId: app }],
  creditConfiguration: { amount: String(version) },
});

/** What there is before: else most steps would meet nothing. */
const beginning: Step[] = [
  { kind: "create", one: 0, other: 0, cascade: "IMMEDIATELY" },
  { kind: "add", one: 0, other: 1, cascade: "IMMEDIATELY" },
  { kind: "create", one: 1, other: 0, cascade: "IMMEDIATELY" },
  { kind: "provision", one: 0, other: 0, cascade: "IMMEDIATELY" },
  { kind: "provision", one: 1, other: 0, cascade: "IMMEDIATELY" },
];

/** The model and the emulator, led through the same steps. */
class World {
  readonly model = new CascadeModel();
  readonly #namespace = newNamespace();
  readonly #programDefinitions: string[] = [];
  readonly #poolDefinitions: string[] = [];
  readonly #programs: string[] = [];

  async begin(): Promise<void> {
    for (const index of [0, 1, 2]) {
      const definition = { namespace: this.#namespace, externalId: newGuid() };
      const { _id } = await wix.programDefinitions.createProgramDefinition(definition);
      this.#programDefinitions.push(given(_id));
      this.model.programDefinitions.add(index);
    }
  }

  async take({ kind, one, other, cascade: value }: Step): Promise<void> {
    switch (kind) {
      case "provision":
        return this.#provision(one);
      case "create":
        return this.#create(one, value);
      case "delete program definition":
        return this.#deleteProgramDefinition(one, value);
      case "pause":
      case "resume":
      case "end":
      case "renew":
        return this.#lead(one, kind);
      default:
        return this.#change(kind, one, other, value);
    }
  }

  async #provision(one: number): Promise<void> {
    if (!this.model.programDefinitions.has(one)) return;
    const programDefinitionId = given(this.#programDefinitions[one]);
    const options = { namespace: this.#namespace };
    const { program } = await enrol(wix, { programDefinitionId }, options);
    this.#programs.push(given(program?._id));
    this.model.provision(one);
  }

  async #create(one: number, value: Cascade): Promise<void> {
    if (!this.model.programDefinitions.has(one)) return;
    const programDefinitionIds = [given(this.#programDefinitions[one])];
    const { _id } = await wix.poolDefinitions.createPoolDefinition(
      { namespace: this.#namespace, details: details(1), programDefinitionIds },
      { cascade: value },
    );
    const index = this.#poolDefinitions.push(given(_id)) - 1;
    this.model.poolDefinitions.set(index, { version: 1, programDefinitions: new Set() });
    this.model.add(index, one, value);
  }

  async #change(kind: string, one: number, other: number, value: Cascade): Promise<void> {
    const definition = this.model.poolDefinitions.get(one);
    const id = this.#poolDefinitions[one];
    if (!definition || id === undefined) return;
    if (kind === "delete pool definition") {
      await wix.poolDefinitions.deletePoolDefinition(id, value);
      return this.model.deletePoolDefinition(one, value);
    }
    if (kind === "update") {
      this.model.update(one, value);
      const { revision } = await wix.poolDefinitions.getPoolDefinition(id);
      const change = { revision: given(revision), details: details(definition.version) };
      await wix.poolDefinitions.updatePoolDefinition(id, change, { cascade: value });
      return;
    }
    if (!this.model.programDefinitions.has(other)) return;
    const target = { programDefinitionId: given(this.#programDefinitions[other]), cascade: value };
    if (kind === "add") {
      await wix.poolDefinitions.addPoolDefinitionToProgramDefinition(id, target);
      return this.model.add(one, other, value);
    }
    await wix.poolDefinitions.removePoolDefinitionFromProgramDefinition(id, target);
    this.model.remove(one, other, value);
  }

  async #deleteProgramDefinition(one: number, value: Cascade): Promise<void> {
    if (!this.model.programDefinitions.has(one)) return;
    const id = given(this.#programDefinitions[one]);
    await wix.programDefinitions.deleteProgramDefinition(id, { cascadeType: value });
    this.model.deleteProgramDefinition(one, value);
  }

  async #lead(one: number, kind: "pause" | "resume" | "end" | "renew"): Promise<void> {
    const [program, id] = [this.model.programs[one], this.#programs[one]];
    if (!program || id === undefined || program.status === "ENDED") return;
    const idempotencyKey = newGuid();
    if (kind === "pause" && program.status === "ACTIVE") {
      await wix.programs.pauseProgram(id, { idempotencyKey });
      this.model.setStatus(program, "PAUSED");
    }
    if (kind === "resume" && program.status === "PAUSED") {
      await wix.programs.resumeProgram(id, { idempotencyKey });
      this.model.setStatus(program, "ACTIVE");
    }
    if (kind === "end") {
      await wix.programs.endProgram(id);
      this.model.setStatus(program, "ENDED");
    }
    if (kind === "renew") {
      await wix.programs.renewProgram(id, { idempotencyKey });
      this.model.renew(program);
    }
  }

  /** Both, in the same words. */
  async compare() {
    const seen = await Promise.all(
      this.#programs.map(async (id) => {
        const pools = await poolsOf(wix, id);
        const poolIds = pools.map(({ _id }) => given(_id));
        const { balances = [] } =
          poolIds.length > 0 ? await wix.balances.listBalances({ poolIds }) : {};
        const creditsOf = (poolId: unknown) =>
          balances.find(({ _id }) => _id === poolId)?.amount?.available ?? "0";
        return {
          status: (await wix.programs.getProgram(id)).status,
          pools: pools.map((pool) => this.#said(pool, creditsOf(pool._id))).toSorted(byText),
        };
      }),
    );
    const told = this.model.programs.map(({ status, pools }) => ({
      status,
      pools: pools
        .map((pool) => [
          pool.poolDefinition,
          pool.status,
          pool.version,
          pool.renewals,
          pool.status === "PENDING" ? null : pool.credits,
          pool.action === undefined ? null : pool.action === "END" ? "END" : "UPDATE",
        ])
        .map((pool) => JSON.stringify(pool))
        .toSorted(byText),
    }));
    return { seen, told };
  }

  #said(given: object, credits: string): string {
    const pool = shape.parse(given);
    return JSON.stringify([
      this.#poolDefinitions.indexOf(pool.poolDefinitionId),
      pool.status,
      Number(pool.details.creditConfiguration.amount),
      pool.renewalCount,
      pool.status === "PENDING" ? null : Number(credits),
      pool.renewalAction?.type ?? null,
    ]);
  }
}

/** With the internal action, which the SDK's types do not show. */
const shape = z.object({
  poolDefinitionId: z.string(),
  status: z.string(),
  renewalCount: z.number(),
  details: z.object({ creditConfiguration: z.object({ amount: z.string() }) }),
  renewalAction: z.object({ type: z.string() }).optional(),
});

const byText = (one: string, other: string) => one.localeCompare(other);

describe("cascades", () => {
  it("whatever is done in whatever order, give the pools that a naive model gives", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const world = new World();
        await world.begin();
        for (const one of [...beginning, ...taken]) await world.take(one);
        const { seen, told } = await world.compare();
        expect(seen).toEqual(told);
      }),
      { numRuns: 100 },
    );
  });
});
