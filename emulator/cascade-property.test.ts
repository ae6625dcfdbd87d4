import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Cascade, CascadeModel, type ModelUpdate } from "./testing/cascade-model";
import { app, enrol, given, newGuid, newNamespace, poolsOf } from "./testing/client";
import { advanceClock, setClock } from "./testing/clock";
import { emulated } from "./testing/emulated";

const delayMs = 1_000;
/** Where jobs run before the next request, and where operations meet while jobs wait. */
const sites = [await emulated(), await emulated({ delayMs })] as const;
for (const { emulator } of sites) await setClock(emulator, { frozen: true });

const cascade = fc.constantFrom<Cascade[]>("IMMEDIATELY", "NEXT_RENEWAL", "FUTURE_PROVISIONS");
/** Few of each, so that things meet. */
const which = fc.nat(2);
/** A part of the delay, so that some jobs have run and some have not; or all of it. */
const ms = fc.constantFrom(delayMs * 0.4, delayMs);
const step = (kind: string, weight: number) => ({
  weight,
  arbitrary: fc.record({ kind: fc.constant(kind), one: which, other: which, cascade, ms }),
});
const steps = fc.array(
  fc.oneof(
    step("provision", 4),
    step("create", 3),
    step("add", 4),
    step("update", 2),
    step("rename", 3),
    step("reprice", 3),
    step("remove", 3),
    step("delete pool definition", 1),
    step("delete program definition", 1),
    step("pause", 2),
    step("resume", 2),
    step("end", 1),
    step("renew", 4),
    step("wait", 8),
  ),
  { maxLength: 30, size: "max" },
);
type Step = (typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never) & object;

const fieldsOf = ({ name, amount }: ModelUpdate) => ({
  ...(name === undefined ? {} : { displayName: String(name) }),
  ...(amount === undefined ? {} : { details: details(amount) }),
});
const details = (amount: number) => ({
  benefits: [{ benefitKey: "class", providerAppId: app }],
  creditConfiguration: { amount: String(amount) },
});

/** What there is before: else most steps would meet nothing. */
const beginning = [
  { kind: "create", one: 0, other: 0 },
  { kind: "add", one: 0, other: 1 },
  { kind: "create", one: 1, other: 0 },
  { kind: "provision", one: 0, other: 0 },
  { kind: "provision", one: 1, other: 0 },
  { kind: "wait", one: 0, other: 0 },
].map((begun): Step => ({ ...begun, cascade: "IMMEDIATELY", ms: delayMs }));

/** The model and the emulator, led through the same steps. */
class World {
  readonly model: CascadeModel;
  readonly #site: (typeof sites)[number];
  readonly #namespace = newNamespace();
  readonly #programDefinitions: string[] = [];
  readonly #poolDefinitions: string[] = [];
  readonly #programs: string[] = [];
  /** Names and amounts: none is given twice. */
  #given = 0;

  constructor(isDelayed: boolean) {
    this.#site = sites[isDelayed ? 1 : 0];
    this.model = new CascadeModel(isDelayed ? delayMs : 0);
  }

  get #wix() {
    return this.#site.wix;
  }

  async wait(ms: number): Promise<void> {
    await advanceClock(this.#site.emulator, { ms });
    this.model.wait(ms);
  }

  async begin(): Promise<void> {
    for (const index of [0, 1, 2]) {
      const definition = { namespace: this.#namespace, externalId: newGuid() };
      const { _id } = await this.#wix.programDefinitions.createProgramDefinition(definition);
      this.#programDefinitions.push(given(_id));
      this.model.programDefinitions.add(index);
    }
  }

  async take({ kind, one, other, cascade: value, ms: time }: Step): Promise<void> {
    switch (kind) {
      case "wait":
        return this.wait(time);
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
    const { program } = await enrol(this.#wix, { programDefinitionId }, options);
    this.#programs.push(given(program?._id));
    this.model.provision(one);
  }

  async #create(one: number, value: Cascade): Promise<void> {
    if (!this.model.programDefinitions.has(one)) return;
    const programDefinitionIds = [given(this.#programDefinitions[one])];
    const next = (this.#given += 1);
    const definition = { displayName: String(next), details: details(next) };
    const { _id } = await this.#wix.poolDefinitions.createPoolDefinition(
      { namespace: this.#namespace, ...definition, programDefinitionIds },
      { cascade: value },
    );
    const index = this.#poolDefinitions.push(given(_id)) - 1;
    this.model.create(index, one, { name: next, amount: next }, value);
  }

  async #change(kind: string, one: number, other: number, value: Cascade): Promise<void> {
    const definition = this.model.poolDefinitions.get(one);
    const id = this.#poolDefinitions[one];
    if (!definition || id === undefined) return;
    if (kind === "delete pool definition") {
      await this.#wix.poolDefinitions.deletePoolDefinition(id, value);
      return this.model.deletePoolDefinition(one, value);
    }
    if (kind === "update" || kind === "rename" || kind === "reprice") {
      const next = (this.#given += 1);
      const name = kind === "reprice" ? {} : { name: next };
      const update: ModelUpdate = kind === "rename" ? name : { ...name, amount: next };
      const { revision } = await this.#wix.poolDefinitions.getPoolDefinition(id);
      const change = { revision: given(revision), ...fieldsOf(update) };
      await this.#wix.poolDefinitions.updatePoolDefinition(id, change, { cascade: value });
      return this.model.update(one, update, value);
    }
    if (!this.model.programDefinitions.has(other)) return;
    const target = { programDefinitionId: given(this.#programDefinitions[other]), cascade: value };
    if (kind === "add") {
      await this.#wix.poolDefinitions.addPoolDefinitionToProgramDefinition(id, target);
      return this.model.add(one, other, value);
    }
    await this.#wix.poolDefinitions.removePoolDefinitionFromProgramDefinition(id, target);
    this.model.remove(one, other, value);
  }

  async #deleteProgramDefinition(one: number, value: Cascade): Promise<void> {
    if (!this.model.programDefinitions.has(one)) return;
    const id = given(this.#programDefinitions[one]);
    await this.#wix.programDefinitions.deleteProgramDefinition(id, { cascadeType: value });
    this.model.deleteProgramDefinition(one, value);
  }

  async #lead(one: number, kind: "pause" | "resume" | "end" | "renew"): Promise<void> {
    const [program, id] = [this.model.programs[one], this.#programs[one]];
    if (!program || id === undefined || !this.model.may(program, kind)) return;
    const idempotencyKey = newGuid();
    switch (kind) {
      case "pause":
        await this.#wix.programs.pauseProgram(id, { idempotencyKey });
        return this.model.setStatus(program, "PAUSED");
      case "resume":
        await this.#wix.programs.resumeProgram(id, { idempotencyKey });
        return this.model.setStatus(program, "ACTIVE");
      case "end":
        await this.#wix.programs.endProgram(id);
        return this.model.setStatus(program, "ENDED");
      case "renew":
        await this.#wix.programs.renewProgram(id, { idempotencyKey });
        return this.model.renew(program);
    }
  }

  /** Both, in the same words. */
  async compare() {
    const seen = await Promise.all(
      this.#programs.map(async (id) => {
        const pools = await poolsOf(this.#wix, id);
        const poolIds = pools.map(({ _id }) => given(_id));
        const { balances = [] } =
          poolIds.length > 0 ? await this.#wix.balances.listBalances({ poolIds }) : {};
        const creditsOf = (poolId: unknown) =>
          balances.find(({ _id }) => _id === poolId)?.amount?.available ?? "0";
        return {
          status: (await this.#wix.programs.getProgram(id)).status,
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
          pool.name,
          pool.amount,
          pool.revision,
          pool.renewals,
          pool.status === "PENDING" ? null : pool.credits,
          actionOf(pool.action),
        ])
        .map((pool) => JSON.stringify(pool))
        .toSorted(byText),
    }));
    return { seen, told };
  }

  #said(given: object, credits: string): string {
    const pool = shape.parse(given);
    const action = pool.renewalAction;
    return JSON.stringify([
      this.#poolDefinitions.indexOf(pool.poolDefinitionId),
      pool.status,
      Number(pool.displayName),
      amountOf(pool.details),
      Number(pool.poolDefinitionRevision),
      pool.renewalCount,
      pool.status === "PENDING" ? null : Number(credits),
      actionOf(
        action?.type === "UPDATE"
          ? {
              name: numberOf(action.updateOptions?.displayName),
              amount: action.updateOptions?.details && amountOf(action.updateOptions.details),
              revision: Number(action.poolDefinitionRevision),
            }
          : action?.type,
      ),
    ]);
  }
}

const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));
const actionOf = (action: undefined | "END" | (ModelUpdate & { revision: number })) =>
  typeof action === "object"
    ? [action.name ?? null, action.amount ?? null, action.revision]
    : (action ?? null);

const detailsShape = z.object({ creditConfiguration: z.object({ amount: z.string() }) });
const amountOf = ({ creditConfiguration }: z.output<typeof detailsShape>) =>
  Number(creditConfiguration.amount);

/** With the internal action, which the SDK's types do not show. */
const shape = z.object({
  poolDefinitionId: z.string(),
  status: z.string(),
  displayName: z.string(),
  poolDefinitionRevision: z.string(),
  renewalCount: z.number(),
  details: detailsShape,
  renewalAction: z
    .object({
      type: z.enum(["END", "UPDATE"]),
      poolDefinitionRevision: z.string(),
      updateOptions: z
        .object({ displayName: z.string(), details: detailsShape })
        .partial()
        .optional(),
    })
    .optional(),
});

const byText = (one: string, other: string) => one.localeCompare(other);

describe("cascades", () => {
  it("whatever is done in whatever order, give the pools that a naive model gives", async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (taken, isDelayed) => {
        const world = new World(isDelayed);
        await world.begin();
        for (const one of [...beginning, ...taken]) await world.take(one);
        await world.wait(delayMs);
        const { seen, told } = await world.compare();
        expect(seen).toEqual(told);
      }),
      { numRuns: 150 },
    );
  });
});
