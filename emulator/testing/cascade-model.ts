export type Cascade = "IMMEDIATELY" | "NEXT_RENEWAL" | "FUTURE_PROVISIONS";

/** What a pool waits for until its renewal: its end, or the version of its pool definition. */
type Action = "END" | number;

interface ModelPool {
  poolDefinition: number;
  status: "ACTIVE" | "PAUSED" | "ENDED" | "PENDING";
  version: number;
  action?: Action;
  renewals: number;
  credits: number;
}

interface ModelProgram {
  programDefinition: number;
  status: "ACTIVE" | "PAUSED" | "ENDED";
  pools: ModelPool[];
}

interface ModelPoolDefinition {
  /** Also its credit amount: each update gives one more. */
  version: number;
  programDefinitions: Set<number>;
}

/** The cascades, told as plainly as can be: numbers for ids, no jobs, no indexes. Missing things are ignored. */
export class CascadeModel {
  readonly programDefinitions = new Set<number>();
  readonly poolDefinitions = new Map<number, ModelPoolDefinition>();
  readonly programs: ModelProgram[] = [];

  provision(programDefinition: number): void {
    const program: ModelProgram = { programDefinition, status: "ACTIVE", pools: [] };
    for (const [id, definition] of this.poolDefinitions) {
      if (definition.programDefinitions.has(programDefinition)) this.#begin(program, id, "ACTIVE");
    }
    this.programs.push(program);
  }

  add(id: number, programDefinition: number, cascade: Cascade): void {
    const definition = this.poolDefinitions.get(id);
    if (!definition || definition.programDefinitions.has(programDefinition)) return;
    definition.programDefinitions.add(programDefinition);
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

  update(id: number, cascade: Cascade): void {
    const definition = this.poolDefinitions.get(id);
    if (!definition) return;
    definition.version += 1;
    for (const pool of this.#living(id)) {
      const isNow = cascade === "IMMEDIATELY";
      const isLater = cascade === "NEXT_RENEWAL";
      if (isNow || (isLater && pool.status === "PENDING")) pool.version = definition.version;
      if (pool.action === "END") continue;
      if (isNow) pool.action = undefined;
      if (isLater && pool.status !== "PENDING") pool.action = definition.version;
    }
  }

  remove(id: number, programDefinition: number, cascade: Cascade): void {
    const definition = this.poolDefinitions.get(id);
    if (!definition?.programDefinitions.delete(programDefinition)) return;
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
    for (const pool of program.pools) {
      if (pool.status === "ENDED" || (pool.status === "PENDING" && status !== "ENDED")) continue;
      pool.status = status;
      if (status === "ENDED") pool.action = undefined;
    }
  }

  renew(program: ModelProgram): void {
    for (const pool of program.pools) {
      if (pool.status === "ENDED") continue;
      if (pool.status === "PENDING") {
        this.#credit(pool, program.status);
        continue;
      }
      if (pool.action === "END") pool.status = "ENDED";
      else {
        pool.version = pool.action ?? pool.version;
        pool.renewals += 1;
        pool.credits = pool.version;
      }
      pool.action = undefined;
    }
  }

  #begin(program: ModelProgram, poolDefinition: number, status: ModelPool["status"]): void {
    const version = this.poolDefinitions.get(poolDefinition)?.version ?? 0;
    const pool = { poolDefinition, status, version, renewals: 0, credits: 0 };
    program.pools.push(pool);
    if (status !== "PENDING") this.#credit(pool, status);
  }

  #credit(pool: ModelPool, status: ModelPool["status"]): void {
    pool.status = status;
    pool.credits = pool.version;
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
