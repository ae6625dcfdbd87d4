import { z } from "zod";

const faultShape = z.object({
  method: z.string().min(1),
  contains: z.string().min(1).optional(),
  times: z.number().int().min(1).default(1),
  status: z.number().int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  delayMs: z.number().int().min(0).max(600_000).optional(),
  drop: z.enum(["before", "after"]).optional(),
});

/** A misfortune that the next matching requests meet. `times` counts down. */
export interface Fault extends z.output<typeof faultShape> {
  id: number;
}

/** The rules, in the order in which they were added; a request meets the first that matches. */
export class Faults {
  #faults: Fault[] = [];
  #ids = 0;

  /** Throws a ZodError for what is not a rule. */
  add(given: unknown): Fault {
    const parsed = faultShape
      .refine(
        ({ status, delayMs, drop }) =>
          status !== undefined || delayMs !== undefined || drop !== undefined,
        "needs status, delayMs or drop",
      )
      .parse(given);
    this.#ids += 1;
    const fault = { id: this.#ids, ...parsed };
    this.#faults.push(fault);
    return fault;
  }

  /** Uses up one of the first rule that matches. `raw` is the address and the body, as they came. */
  take(method: string | null, raw: string): Fault | undefined {
    const fault = this.#faults.find(
      (rule) =>
        rule.method === method && (rule.contains === undefined || raw.includes(rule.contains)),
    );
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times === 0) this.#faults = this.#faults.filter((rule) => rule !== fault);
    return fault;
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  clear(): void {
    this.#faults = [];
  }
}
