/** Credits in units of 1/10000: whole numbers only. */
export type Units = bigint;

export interface Terms {
  /** Missing when the pool counts no credits. */
  credits?: { amount: Units; isRolledOver: boolean; cap?: Units };
  prices: Units[];
}

export type Step =
  | { do: "adjust"; value: Units; key: string; limits?: Limits }
  | { do: "set"; value: Units; key: string }
  | { do: "redeem"; benefit: number; count: number; key: string }
  | { do: "revert"; at: number }
  | { do: "cancel"; at: number; key: string }
  | { do: "reallocate"; at: number; key: string }
  | { do: "renew" };

interface Limits {
  lower?: Units;
  upper?: Units;
  rule: "FAIL" | "SOFT_ENFORCE" | "HARD_ENFORCE";
}

interface Line {
  kind: "credit" | "redeem" | "reallocate" | "cancel" | "revert";
  delta: Units;
  key?: string;
  isReverted?: boolean;
  next?: number;
  redemption?: number;
}

/** A pool as the documentation describes it. Shares no line with the emulator. */
export class LedgerOracle {
  available: Units;
  readonly lines: Line[] = [];

  constructor(private readonly terms: Terms) {
    this.available = 0n;
    const amount = terms.credits?.amount ?? 0n;
    if (amount > 0n) this.#write({ kind: "credit", delta: amount });
  }

  /** The code of the refusal, or undefined when it was done. */
  take(step: Step): string | undefined {
    switch (step.do) {
      case "adjust":
      case "set":
        return this.#change(step);
      case "redeem":
        return this.#redeem(step);
      case "revert":
        return this.#revert(step.at);
      case "cancel":
      case "reallocate":
        return this.#follow(step);
      case "renew":
        return this.#renew();
    }
  }

  #write(line: Line): void {
    this.available += line.delta;
    this.lines.push(line);
  }

  #isUsed(key: string): boolean {
    return this.lines.some((line) => line.key === key);
  }

  #change(step: Extract<Step, { do: "adjust" | "set" }>): string | undefined {
    if (this.#isUsed(step.key)) return "ALREADY_EXECUTED";
    if (step.do === "set") {
      const delta = step.value - this.available;
      if (delta !== 0n) this.#write({ kind: "credit", delta, key: step.key });
      return undefined;
    }
    const { lower, upper, rule = "FAIL" } = step.limits ?? {};
    const low = (value: Units) => lower !== undefined && value < lower;
    const high = (value: Units) => upper !== undefined && value > upper;
    let after = this.available + step.value;
    if (low(after) || high(after)) {
      if (rule === "FAIL") return "BALANCE_EXCEEDED_LIMITS";
      const wasOut = low(this.available) || high(this.available);
      if (rule === "SOFT_ENFORCE" && wasOut) after = this.available;
      else after = (low(after) ? lower : upper) ?? after;
    }
    this.#write({ kind: "credit", delta: after - this.available, key: step.key });
    return undefined;
  }

  #redeem({ benefit, count, key }: Extract<Step, { do: "redeem" }>): string | undefined {
    if (this.#isUsed(key)) return "BENEFIT_ALREADY_REDEEMED";
    const price = this.terms.prices[benefit];
    if (price === undefined) return "BENEFIT_NOT_FOUND";
    const cost = this.terms.credits ? price * BigInt(count) : 0n;
    if (this.terms.credits && this.available < cost) return "NOT_ENOUGH_BALANCE";
    this.#write({ kind: "redeem", delta: -cost, key, redemption: this.lines.length });
    return undefined;
  }

  #revert(at: number): string | undefined {
    const line = this.lines[at];
    if (!line) return "TRANSACTION_NOT_FOUND";
    if (line.isReverted) return "CHANGE_ALREADY_REVERTED";
    if (line.delta > 0n && this.available < line.delta) return "NOT_ENOUGH_BALANCE";
    line.isReverted = true;
    this.#write({ kind: "revert", delta: -line.delta });
    return undefined;
  }

  #follow(step: Extract<Step, { do: "cancel" | "reallocate" }>): string | undefined {
    const line = this.lines[step.at];
    if (!line) return "TRANSACTION_NOT_FOUND";
    if (this.#isUsed(step.key)) return "ALREADY_EXECUTED";
    let end = step.at;
    for (let next = line.next; next !== undefined; next = this.lines[next]?.next) end = next;
    if (this.lines[end]?.kind === "cancel") return "REDEMPTION_ALREADY_CANCELED";
    if (line.kind !== "redeem" && line.kind !== "reallocate") {
      return step.do === "cancel" ? "TRANSACTION_NOT_CANCELABLE" : "TRANSACTION_NOT_REALLOCATABLE";
    }
    if (end !== step.at) return "NOT_LATEST_TRANSACTION";
    const { redemption = 0 } = line;
    const cost = -(this.lines[redemption]?.delta ?? 0n);
    line.next = this.lines.length;
    const delta = step.do === "cancel" ? cost : 0n;
    this.#write({ kind: step.do, delta, key: step.key, redemption });
    return undefined;
  }

  #renew(): undefined {
    const { credits } = this.terms;
    if (!credits) return;
    const left = this.available > 0n ? this.available : 0n;
    const capped = credits.cap !== undefined && credits.cap < left ? credits.cap : left;
    const after = credits.amount + (credits.isRolledOver ? capped : 0n);
    if (after !== this.available) this.#write({ kind: "credit", delta: after - this.available });
  }
}
