import {
  faultPlan,
  type FaultRule,
  faultRule,
  type FaultState,
  isMatch,
  isStruck,
  timesOf,
} from "./fault-rules";

interface Fault extends FaultState {
  id: number;
  rule: FaultRule;
}

/** The plan, in memory: rules in their order; a request meets the first that strikes it. */
export class Faults {
  #seed = "";
  #faults: Fault[] = [];
  #ids = 0;

  /** Throws a ZodError for what is not a rule. */
  add(given: unknown) {
    const fault = this.#fault(faultRule.parse(given));
    this.#faults.push(fault);
    return told(fault);
  }

  /** Takes a whole plan, also as `plan` gives it, and begins it anew. Throws a ZodError, and then leaves the one there is. */
  replace(given: unknown): void {
    const { seed, faults } = faultPlan.parse(given);
    this.#seed = seed;
    this.#ids = 0;
    this.#faults = faults.map((rule) => this.#fault(rule));
  }

  /** The rule that strikes this request. All that match before it, and are not over, count a match. */
  take(method: string | null, raw: string): FaultRule | undefined {
    for (const fault of this.#faults) {
      const isOver = fault.struck >= timesOf(fault.rule);
      if (isOver || !isMatch(fault.rule, method, raw)) continue;
      fault.matched += 1;
      if (!isStruck(fault.rule, fault, this.#seed, fault.id)) continue;
      fault.struck += 1;
      return fault.rule;
    }
    return undefined;
  }

  plan() {
    return { seed: this.#seed, faults: this.#faults.map(told) };
  }

  clear(): void {
    this.#seed = "";
    this.#faults = [];
    this.#ids = 0;
  }

  #fault(rule: FaultRule): Fault {
    this.#ids += 1;
    return { id: this.#ids, rule, matched: 0, struck: 0 };
  }
}

/** With how far it is; `left` is null when it never ends. */
function told({ id, rule, matched, struck }: Fault) {
  const left = timesOf(rule) - struck;
  return { ...rule, id, matched, struck, left: Number.isFinite(left) ? left : null };
}
