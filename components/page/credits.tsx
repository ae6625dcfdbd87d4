import { creditUnit, formatAmount } from "@/lib/format";

/** A decimal string of credits and their unit; a dash where Wix does not tell. */
export function Credits({ amount, unit }: { amount: string | undefined; unit?: string }) {
  if (amount === undefined) return "–";
  return (
    <span className="tabular-nums">
      {formatAmount(amount)}{" "}
      <span className="text-muted-foreground">{creditUnit(amount, unit)}</span>
    </span>
  );
}
