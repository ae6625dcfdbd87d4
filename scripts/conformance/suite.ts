import { type Check, refusalCheck } from "./check";
import { benefitChecks } from "./checks/benefits";
import { definitionChecks } from "./checks/definitions";
import { documentedChecks } from "./checks/documented";
import { itemChecks } from "./checks/items";
import { limitChecks } from "./checks/limits";
import { programChecks } from "./checks/programs";
import { refusals } from "./refusals";

/** Every method, every refusal of the typings and of the documentation, and limits; in the order of methods. */
export const checks: Check[] = [
  ...definitionChecks,
  ...programChecks,
  ...benefitChecks,
  ...itemChecks,
  ...refusals.map(refusalCheck),
  ...documentedChecks,
  ...limitChecks,
].toSorted((a, b) => (a.method < b.method ? -1 : a.method > b.method ? 1 : 0));
