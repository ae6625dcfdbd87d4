import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Assumes, assumptions, chooseAssumptions } from "./assumptions";
import type { Assumption } from "./assumptions/assumption";
import { Refusal } from "./refusal";

type Choices = Readonly<Record<string, string>>;

const switchedShape = z.record(z.string(), z.string());

/**
 * The choices in force: one that was switched at run time wins over EMULATOR_ASSUMPTIONS, which wins over the default.
 * What was switched is kept in the data folder, when there is one.
 */
export class AssumptionChoices {
  readonly #path: string | undefined;
  #switched: Choices = {};
  #chosen: Assumes;

  /** Throws when the kept choices are not in the table. */
  constructor(
    private readonly configured: Choices,
    folder?: string,
  ) {
    this.#path = folder && join(folder, "assumptions.json");
    try {
      this.#switched = this.#kept();
      this.#chosen = chooseAssumptions({ ...configured, ...this.#switched });
    } catch (cause) {
      const words = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`${this.#path ?? "The choices"}: ${words}`, { cause });
    }
  }

  /** What the rules read; stays right when choices change. */
  readonly assumes: Assumes = (id, choice) => this.#chosen(id, choice);

  /** Each assumption with its choice and where that is from. */
  rows() {
    const table: readonly Assumption[] = assumptions;
    return table.map((row) => {
      const [switched, configured] = [this.#switched[row.id], this.configured[row.id]];
      const from = switched ? "switched" : configured ? "environment" : "default";
      return { ...row, choice: switched ?? configured ?? row.default, from };
    });
  }

  /** Null takes back what was switched. Throws a 400 on what the table does not have, and then changes nothing. */
  change(changes: Readonly<Record<string, string | null>>): void {
    const merged = Object.entries({ ...this.#switched, ...changes });
    const switched = Object.fromEntries(
      merged.flatMap(([id, to]) => (to === null ? [] : [[id, to]])),
    );
    for (const id of Object.keys(changes)) this.#checkId(id);
    this.#put(switchedShape.parse(switched));
  }

  /** Takes back all that was switched. */
  clear(): void {
    this.#put({});
  }

  #put(switched: Choices): void {
    try {
      this.#chosen = chooseAssumptions({ ...this.configured, ...switched });
    } catch (error) {
      throw new Refusal(400, error instanceof Error ? error.message : String(error));
    }
    this.#switched = switched;
    if (this.#path) {
      writeFileSync(`${this.#path}.new`, `${JSON.stringify(switched)}\n`);
      renameSync(`${this.#path}.new`, this.#path);
    }
  }

  #kept(): Choices {
    if (!this.#path || !existsSync(this.#path)) return {};
    return switchedShape.parse(JSON.parse(readFileSync(this.#path, "utf8")));
  }

  #checkId(id: string): void {
    if (assumptions.some((row) => row.id === id)) return;
    throw new Refusal(400, `there is no assumption "${id}"`);
  }
}
