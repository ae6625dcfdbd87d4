import { startOfDay } from "@/lib/format";
import { FilterInput } from "./filters";
import { one } from "./list-request";
import type { SearchParams } from "./search-params";

export const createdNames = ["createdFrom", "createdTo"] as const;

const dayMs = 24 * 3_600_000;

/** Two days of the address as moments: the first day's beginning, and the end of the last. */
export function daysOf(from: unknown, to: unknown, timeZone: string) {
  const startOf = (day: unknown) => startOfDay(typeof day === "string" ? day : "", timeZone);
  const last = startOf(to);
  return {
    // Noon of the last day and half a day more lies in the next day, on days of 23 and 25 hours too.
    from: startOf(from) ?? undefined,
    to: last ? (startOfDay(dayAfter(last, timeZone), timeZone) ?? undefined) : undefined,
  };
}

function dayAfter(start: Date, timeZone: string): string {
  const during = new Date(start.getTime() + 1.5 * dayMs);
  return new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone }).format(during);
}

/** What the address says of when something was created. */
export function createdOf(params: SearchParams, timeZone: string) {
  const { from, to } = daysOf(params.createdFrom, params.createdTo, timeZone);
  return { createdFrom: from, createdTo: to };
}

/** Created from and to, both days included. */
export function CreatedFilter({ searchParams }: { searchParams: SearchParams }) {
  return (
    <>
      <FilterInput
        name="createdFrom"
        label="Created from"
        type="date"
        value={one(searchParams.createdFrom)}
      />
      <FilterInput
        name="createdTo"
        label="Created to"
        type="date"
        value={one(searchParams.createdTo)}
      />
    </>
  );
}
