/** A rule that neither the documentation nor the typings state, and how it is switched. */
export interface Assumption {
  id: string;
  what: string;
  default: string;
  alternatives: readonly string[];
  why: string;
}
