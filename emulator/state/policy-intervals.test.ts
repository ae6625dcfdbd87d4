import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseAssumptions } from "../assumptions";
import { localTime } from "./local-time";
import { type FixedInterval, isWithinInterval } from "./policy-intervals";

const weekDays = [
  "MONDAY",
  "TUESDAY",
  "WEDNESDAY",
  "THURSDAY",
  "FRIDAY",
  "SATURDAY",
  "SUNDAY",
] as const;

interface Clock {
  day: number;
  hour: number;
  minute: number;
}

/** One minute later, as a clock with weekdays goes on. */
function next({ day, hour, minute }: Clock): Clock {
  if (minute < 59) return { day, hour, minute: minute + 1 };
  if (hour < 23) return { day, hour: hour + 1, minute: 0 };
  return { day: (day + 1) % 7, hour: 0, minute: 0 };
}

const name = ({ day, hour, minute }: Clock) => `${day} ${hour}:${minute}`;

/** Walks from the beginning of an interval, minute by minute, until its end comes; daily ones from each day. */
function minutesOf(interval: FixedInterval): Set<string> {
  const { fromHour = 0, fromMinute = 0, toHour, toMinute } = interval;
  const isWholeDay = toHour === undefined && toMinute === undefined;
  const fromDay = weekDays.findIndex((day) => day === interval.fromWeekDay);
  const toDay = weekDays.findIndex((day) => day === interval.toWeekDay);
  const isWeekly = fromDay >= 0;
  const minutes = new Set<string>();
  for (const day of isWeekly ? [fromDay] : [0, 1, 2, 3, 4, 5, 6]) {
    let clock: Clock = { day, hour: fromHour, minute: fromMinute };
    const isEnd = ({ day: now, hour, minute }: Clock) => {
      const isLastDay = !isWeekly || now === (isWholeDay ? (toDay + 1) % 7 : toDay);
      return isLastDay && hour === (toHour ?? 0) && minute === (toMinute ?? 0);
    };
    do {
      minutes.add(name(clock));
      clock = next(clock);
    } while (!isEnd(clock) && minutes.size < 7 * 24 * 60);
  }
  return minutes;
}

const pairOf = (max: number) =>
  fc.option(fc.tuple(fc.nat(max), fc.nat(max)), { nil: [undefined, undefined] as const });
const interval = fc
  .record({ days: pairOf(6), hours: pairOf(23), minutes: pairOf(59) })
  .map(({ days, hours, minutes }): FixedInterval => ({
    fromWeekDay: days[0] === undefined ? undefined : weekDays[days[0]],
    toWeekDay: days[1] === undefined ? undefined : weekDays[days[1]],
    fromHour: hours[0],
    toHour: hours[1],
    fromMinute: minutes[0],
    toMinute: minutes[1],
  }));

describe("a fixed interval", () => {
  it("holds just the minutes that a clock passes from its beginning to its end", () => {
    const assumes = chooseAssumptions();
    fc.assert(
      fc.property(interval, (given) => {
        const expected = minutesOf(given);
        let clock: Clock = { day: 0, hour: 0, minute: 0 };
        const wrong = [];
        for (let passed = 0; passed < 7 * 24 * 60; passed += 1) {
          const local = { date: "", weekDay: clock.day, minute: clock.hour * 60 + clock.minute };
          if (isWithinInterval(assumes, given, local) !== expected.has(name(clock))) {
            wrong.push(name(clock));
          }
          clock = next(clock);
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe("local time", () => {
  it.each([
    ["UTC", "2030-01-01T00:00:00Z", "2030-01-01", 1, 0],
    ["Europe/Berlin", "2030-03-31T00:59:00Z", "2030-03-31", 6, 119],
    ["Europe/Berlin", "2030-03-31T01:00:00Z", "2030-03-31", 6, 180],
    ["America/New_York", "2030-01-01T04:59:00Z", "2029-12-31", 0, 1_439],
    ["Asia/Kathmandu", "2030-01-01T18:15:00Z", "2030-01-02", 2, 0],
    ["Australia/Lord_Howe", "2030-01-01T13:00:00Z", "2030-01-02", 2, 0],
    ["Pacific/Kiritimati", "2030-01-01T10:00:00Z", "2030-01-02", 2, 0],
  ])("of %s at %s", (timeZone, time, date, weekDay, minute) => {
    expect(localTime(timeZone, time)).toEqual({ date, weekDay, minute });
  });

  it("goes on with the time by the minute, but for the leaps of daylight saving", () => {
    const start = Date.UTC(2030, 0, 1);
    const leaps = [];
    let before = localTime("Europe/Berlin", new Date(start).toISOString());
    for (let hour = 1; hour < 365 * 24; hour += 1) {
      const time = new Date(start + hour * 3_600_000).toISOString();
      const after = localTime("Europe/Berlin", time);
      const passed = (after.minute - before.minute + 1_440) % 1_440;
      if (passed !== 60) leaps.push([time, passed]);
      before = after;
    }
    expect(leaps).toEqual([
      ["2030-03-31T01:00:00.000Z", 120],
      ["2030-10-27T01:00:00.000Z", 0],
    ]);
  });
});
