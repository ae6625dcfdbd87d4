import { creditUnit, formatAmount } from "@/lib/format";

/** A decimal string of credits and their unit. */
export function Credits({ amount, unit }: { amount: string; unit?: string }) {
  return (
    <span className="tabular-nums">
      {formatAmount(amount)}{" "}
      <span className="text-muted-foreground">{creditUnit(amount, unit)}</span>
    </span>
  );
}
