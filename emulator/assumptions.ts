import type { Assumption } from "./assumptions/assumption";
import { balanceAssumptions } from "./assumptions/balances";
import { benefitAssumptions } from "./assumptions/benefits";
import { definitionAssumptions } from "./assumptions/definitions";
import { itemAssumptions } from "./assumptions/items";
import { lifecycleAssumptions } from "./assumptions/lifecycle";
import { programAssumptions } from "./assumptions/programs";
import { signInAssumptions } from "./assumptions/sign-in";
import { wireAssumptions } from "./assumptions/wire";

/**
 * Every rule of this emulator that neither the documentation nor the typings state.
 * A rule reads its choice with `assumes(id, choice)`; EMULATOR_ASSUMPTIONS switches it ("id=choice,id=choice").
 */
export const assumptions = [
  ...wireAssumptions,
  ...definitionAssumptions,
  ...programAssumptions,
  ...lifecycleAssumptions,
  ...itemAssumptions,
  ...signInAssumptions,
  ...balanceAssumptions,
  ...benefitAssumptions,
] as const satisfies readonly Assumption[];

type Row = (typeof assumptions)[number];
export type AssumptionId = Row["id"];
export type Choice<Id extends AssumptionId> =
  Extract<Row, { id: Id }>["default"] | Extract<Row, { id: Id }>["alternatives"][number];

/** Tells whether an assumption stands at this choice. */
export type Assumes = <Id extends AssumptionId>(id: Id, choice: Choice<Id>) => boolean;

/** Takes choices by id; throws on an id or a choice that the table does not have. */
export function chooseAssumptions(chosen: Readonly<Record<string, string>> = {}): Assumes {
  const table: readonly Assumption[] = assumptions;
  for (const [id, choice] of Object.entries(chosen)) {
    const row = table.find((assumption) => assumption.id === id);
    if (!row) throw new Error(`there is no assumption "${id}"`);
    if (row.default !== choice && !row.alternatives.includes(choice)) {
      const choices = [row.default, ...row.alternatives].join(", ");
      throw new Error(`assumption "${id}" is one of ${choices}, not "${choice}"`);
    }
  }
  const choices = new Map(table.map((row) => [row.id, chosen[row.id] ?? row.default]));
  return (id, choice) => choices.get(id) === choice;
}
