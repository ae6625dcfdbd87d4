import type { Assumes } from "../assumptions";
import type { LocalTime } from "./local-time";
import type { PolicyExpression } from "./policy-shape";

export type FixedInterval = Partial<
  NonNullable<NonNullable<PolicyExpression["policyOptions"]>["fixedIntervalOptions"]>
>;

const weekDays = [
  "MONDAY",
  "TUESDAY",
  "WEDNESDAY",
  "THURSDAY",
  "FRIDAY",
  "SATURDAY",
  "SUNDAY",
] as const;
const minutesOfDay = 1_440;
const minutesOfWeek = 7 * minutesOfDay;

/**
 * typings: with weekdays the interval applies weekly, else daily; an end before its start lies in the next day or week.
 * Without hours and minutes whole days are meant, the last one included. assumed (weekly-interval, interval-end).
 */
export function isWithinInterval(
  assumes: Assumes,
  interval: FixedInterval,
  { weekDay, minute }: LocalTime,
): boolean {
  const from = minutes(interval.fromHour, interval.fromMinute) ?? 0;
  const to = minutes(interval.toHour, interval.toMinute) ?? minutesOfDay;
  const isInclusive = assumes("interval-end", "inclusive");
  const daily = { from, to, cycle: minutesOfDay, isInclusive };
  const fromDay = weekDays.findIndex((day) => day === interval.fromWeekDay);
  const toDay = weekDays.findIndex((day) => day === interval.toWeekDay);
  if (fromDay < 0 || toDay < 0) return isWithin(minute, daily);
  if (assumes("weekly-interval", "continuous")) {
    return isWithin(weekDay * minutesOfDay + minute, {
      from: fromDay * minutesOfDay + from,
      to: toDay * minutesOfDay + to,
      cycle: minutesOfWeek,
      isInclusive,
    });
  }
  const startDay = minute >= from ? weekDay : weekDay + 6;
  return isWithin(minute, daily) && modulo(startDay - fromDay, 7) <= modulo(toDay - fromDay, 7);
}

interface Span {
  from: number;
  to: number;
  cycle: number;
  isInclusive: boolean;
}

/** A span that ends where it begins is the whole cycle. */
function isWithin(position: number, { from, to, cycle, isInclusive }: Span): boolean {
  const length = modulo(to - from, cycle) || cycle;
  const passed = modulo(position - from, cycle);
  return passed < length || (isInclusive && passed === length);
}

function minutes(hour: number | undefined, minute: number | undefined): number | undefined {
  return hour === undefined && minute === undefined ? undefined : (hour ?? 0) * 60 + (minute ?? 0);
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
