export type Cascade = "IMMEDIATELY" | "NEXT_RENEWAL" | "FUTURE_PROVISIONS";

/** What an update names; numbers, each given once, so that what was lost is seen. */
export interface ModelUpdate {
  name?: number;
  amount?: number;
}

/** What a pool waits for until its renewal: its end, or fields of its pool definition. */
type Action = "END" | (ModelUpdate & { revision: number });

interface ModelPool {
  poolDefinition: number;
  status: "ACTIVE" | "PAUSED" | "ENDED" | "PENDING";
  name: number;
  amount: number;
  revision: number;
  action?: Action;
  renewals: number;
  credits: number;
  /** Until then it is PROVISIONING: a renewal leaves it out. */
  begins: number;
}

interface ModelProgram {
  programDefinition: number;
  status: "ACTIVE" | "PAUSED" | "ENDED";
  pools: ModelPool[];
  /** Until then its status changes, or its pools are renewed. */
  changes: number;
  renews: number;
}

interface ModelPoolDefinition {
  name: number;
  amount: number;
  revision: number;
  programDefinitions: Set<number>;
}

/**
 * The cascades, told as plainly as can be: numbers for ids, no jobs, no indexes. What is asked for happens at once, in
 * full: a delay is only how long others are told to wait. Missing things are ignored.
 */
export class CascadeModel {
  readonly programDefinitions = new Set<number>();
  readonly poolDefinitions = new Map<number, ModelPoolDefinition>();
  readonly programs: ModelProgram[] = [];
  #now = 0;

  constructor(private readonly delayMs: number) {}

  wait(ms: number): void {
    this.#now += ms;
  }

  may(program: ModelProgram, kind: "pause" | "resume" | "renew" | "end"): boolean {
    const { status, changes, renews } = program;
    if (status === "ENDED" || changes > this.#now) return false;
    if (kind === "end") return true;
    if (renews > this.#now) return false;
    if (kind === "renew") return true;
    return status === (kind === "pause" ? "ACTIVE" : "PAUSED");
  }

  provision(programDefinition: number): void {
    const changes = this.#now + this.delayMs;
    const begun = { programDefinition, status: "ACTIVE" as const, pools: [] };
    const program: ModelProgram = { ...begun, changes, renews: 0 };
    for (const [id, definition] of this.poolDefinitions) {
      if (definition.programDefinitions.has(programDefinition)) this.#begin(program, id, "ACTIVE");
    }
    this.programs.push(program);
  }

  create(id: number, programDefinition: number, given: Required<ModelUpdate>, cascade: Cascade) {
    this.poolDefinitions.set(id, { ...given, revision: 0, programDefinitions: new Set() });
    this.add(id, programDefinition, cascade);
  }

  add(id: number, programDefinition: number, cascade: Cascade): void {
    const definition = this.poolDefinitions.get(id);
    if (!definition || definition.programDefinitions.has(programDefinition)) return;
    definition.programDefinitions.add(programDefinition);
    definition.revision += 1;
    if (cascade === "FUTURE_PROVISIONS") return;
    for (const program of this.programs) {
      if (program.programDefinition !== programDefinition || program.status === "ENDED") continue;
      const status = cascade === "IMMEDIATELY" ? program.status : "PENDING";
      const pool = program.pools.find((one) => one.poolDefinition === id && one.status !== "ENDED");
      if (!pool) this.#begin(program, id, status);
      else if (pool.action === "END") pool.action = undefined;
      else if (pool.status === "PENDING" && status !== "PENDING") this.#credit(pool, status);
    }
  }

  update(id: number, update: ModelUpdate, cascade: Cascade): void {
    const definition = this.poolDefinitions.get(id);
    if (!definition) return;
    definition.revision += 1;
    const { revision } = definition;
    Object.assign(definition, update);
    for (const pool of this.#living(id)) {
      if (cascade === "FUTURE_PROVISIONS") continue;
      const waiting = pool.action === "END" ? undefined : pool.action;
      if (cascade === "IMMEDIATELY" || pool.status === "PENDING") {
        Object.assign(pool, update, { revision });
        if (update.name !== undefined) delete waiting?.name;
        if (update.amount !== undefined) delete waiting?.amount;
        const isOver = waiting && waiting.name === undefined && waiting.amount === undefined;
        if (isOver) pool.action = undefined;
      } else if (pool.action !== "END") pool.action = { ...waiting, ...update, revision };
    }
  }

  remove(id: number, programDefinition: number, cascade: Cascade): void {
    const definition = this.poolDefinitions.get(id);
    if (!definition?.programDefinitions.delete(programDefinition)) return;
    definition.revision += 1;
    this.#end(this.#living(id, programDefinition), cascade);
  }

  deletePoolDefinition(id: number, cascade: Cascade): void {
    if (this.poolDefinitions.delete(id)) this.#end(this.#living(id), cascade);
  }

  deleteProgramDefinition(id: number, cascade: Cascade): void {
    if (!this.programDefinitions.delete(id)) return;
    for (const poolDefinition of this.poolDefinitions.keys()) {
      this.remove(poolDefinition, id, cascade);
    }
  }

  setStatus(program: ModelProgram, status: ModelProgram["status"]): void {
    program.status = status;
    program.changes = this.#now + this.delayMs;
    for (const pool of program.pools) {
      if (pool.status === "ENDED" || (pool.status === "PENDING" && status !== "ENDED")) continue;
      pool.status = status;
      if (status === "ENDED") pool.action = undefined;
    }
  }

  renew(program: ModelProgram): void {
    program.renews = this.#now + this.delayMs;
    for (const pool of program.pools) {
      if (pool.status === "ENDED" || pool.begins > this.#now) continue;
      const { action } = pool;
      pool.action = undefined;
      if (pool.status === "PENDING") this.#credit(pool, program.status);
      else if (action === "END") pool.status = "ENDED";
      else {
        const revision = Math.max(pool.revision, action?.revision ?? 0);
        Object.assign(pool, action, { revision });
        pool.renewals += 1;
        pool.credits = pool.amount;
      }
    }
  }

  #begin(program: ModelProgram, poolDefinition: number, status: ModelPool["status"]): void {
    const { name = 0, amount = 0, revision = 0 } = this.poolDefinitions.get(poolDefinition) ?? {};
    const pool = { poolDefinition, status, name, amount, revision };
    const begun = { ...pool, renewals: 0, credits: 0, begins: 0 };
    program.pools.push(begun);
    if (status !== "PENDING") this.#credit(begun, status);
  }

  #credit(pool: ModelPool, status: ModelPool["status"]): void {
    pool.status = status;
    pool.credits = pool.amount;
    pool.begins = this.#now + this.delayMs;
  }

  #end(pools: ModelPool[], cascade: Cascade): void {
    for (const pool of pools) {
      const isEnd = cascade === "IMMEDIATELY" || pool.status === "PENDING";
      if (cascade === "FUTURE_PROVISIONS") continue;
      if (isEnd) [pool.status, pool.action] = ["ENDED", undefined];
      else pool.action = "END";
    }
  }

  #living(poolDefinition: number, programDefinition?: number): ModelPool[] {
    return this.programs
      .filter(
        (program) => (programDefinition ?? program.programDefinition) === program.programDefinition,
      )
      .flatMap((program) => program.pools)
      .filter((pool) => pool.poolDefinition === poolDefinition && pool.status !== "ENDED");
  }
}
