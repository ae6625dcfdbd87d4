import { z } from "zod";

/** Calendar months and a fixed time: what an ISO-8601 duration amounts to in UTC. */
export interface Duration {
  months: number;
  ms: number;
}

const number = String.raw`(\d{1,6})`;
const pattern = new RegExp(
  `^P(?=[\\dT])(?:${number}Y)?(?:${number}M)?(?:${number}W)?(?:${number}D)?` +
    `(?:T(?=\\d)(?:${number}H)?(?:${number}M)?(?:(\\d{1,6}(?:\\.\\d{1,3})?)S)?)?$`,
);

const dayMs = 86_400_000;

/** ISO-8601: "P1M", "P10Y", "PT1H", "P1DT12H". Whole numbers; seconds may have three decimals. */
export const duration = z.string().transform((text, context): Duration => {
  const parts = pattern.exec(text);
  if (!parts) {
    context.addIssue({
      code: "custom",
      message: "must be an ISO-8601 duration such as P1M or PT1H",
    });
    return z.NEVER;
  }
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const ms = (weeks * 7 + days) * dayMs + hours * 3_600_000 + minutes * 60_000 + seconds * 1000;
  return { months: years * 12 + months, ms: Math.round(ms) };
});

/** `times` durations later. A day that the month lacks is its last: 31 January and P1M is 28 February. */
export function later(time: number, { months, ms }: Duration, times = 1): number {
  const date = new Date(time);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months * times];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), lastDay);
  return Date.UTC(year, month, day) + (time - startOfDay(time)) + ms * times;
}

function startOfDay(time: number): number {
  return Math.floor(time / dayMs) * dayMs;
}
