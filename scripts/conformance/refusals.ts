import type { Refusal } from "./check";
import { balanceRefusals } from "./refusals/balances";
import { benefitRefusals } from "./refusals/benefits";
import { chainRefusals } from "./refusals/chains";
import { definitionRefusals } from "./refusals/definitions";
import { programRefusals } from "./refusals/programs";

/** Every application error code and every validation rule of the typings, each with what brings it about. */
export const refusals: Refusal[] = [
  ...definitionRefusals,
  ...programRefusals,
  ...benefitRefusals,
  ...chainRefusals,
  ...balanceRefusals,
];
