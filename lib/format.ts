// The only locale for now; every function takes another.
const LOCALE = "en-GB";

/** Making a format takes longer than a hundred uses of it: each is made once. */
function madeOnce<K extends unknown[], F>(make: (...key: K) => F): (...key: K) => F {
  const made = new Map<string, F>();
  return (...key) => {
    const name = JSON.stringify(key);
    const format = made.get(name) ?? make(...key);
    made.set(name, format);
    return format;
  };
}

const numberFormat = madeOnce(
  (locale: string, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);
const dateTimeFormat = madeOnce(
  (locale: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);
const pluralRules = madeOnce((locale: string) => new Intl.PluralRules(locale));

/** A decimal in the notation of Wix: digits, a point, no exponent. */
function isDecimal(text: string): text is `${number}` {
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text);
}

/**
 * A decimal string for people: "1234.5000" → "1,234.5". Exact at any length, because Intl reads the
 * string itself; nothing is rounded. What is not a decimal is shown as it is: one odd row is no
 * reason to show no list.
 */
export function formatAmount(decimal: string, locale = LOCALE): string {
  if (!isDecimal(decimal)) return decimal;
  return numberFormat(locale, { maximumFractionDigits: 20, signDisplay: "negative" }).format(
    decimal,
  );
}

/** The unit that stands after an amount. */
export function creditUnit(decimal: string, unit?: string): string {
  if (unit) return unit;
  return /^[+-]?0*1(\.0*)?$/.test(decimal) ? "credit" : "credits";
}

/** "1 thing", "3 things", "1,200 things". */
export function formatCount(count: number, one: string, other: string, locale = LOCALE): string {
  const noun = pluralRules(locale).select(count) === "one" ? one : other;
  return `${numberFormat(locale).format(count)} ${noun}`;
}

export type TimeStyle = "date" | "time" | "datetime" | "full";

const timeStyles: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: "medium" },
  time: { timeStyle: "short" },
  datetime: { dateStyle: "medium", timeStyle: "short" },
  full: { dateStyle: "long", timeStyle: "long" },
};

/**
 * A time in a zone: "21 Nov 2025, 10:58"; `full` adds seconds and the zone. Throws RangeError on
 * what is not a time or not a zone.
 */
export function formatTime(
  time: Date | string,
  timeZone: string,
  style: TimeStyle = "datetime",
  locale = LOCALE,
): string {
  return dateTimeFormat(locale, { ...timeStyles[style], timeZone }).format(new Date(time));
}

/** A GUID as Wix takes it, in any case (wix-api.md 2.1). */
export const guidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const SHORT_LENGTH = 8;

/** The first eight characters of a GUID, to tell two apart by eye; what is short stays whole. */
export function shortId(id: string): string {
  return id.length > SHORT_LENGTH + 4 ? `${id.slice(0, SHORT_LENGTH)}…` : id;
}

/**
 * The moment at which a day begins in a zone: "2026-11-21" in Asia/Jerusalem → 2026-11-20T22:00Z. Null for
 * what is not a date of the years 1000 to 9999. Throws RangeError on what is not a zone.
 */
export function startOfDay(date: string, timeZone: string): Date | null {
  const utc = Date.parse(`${date}T00:00:00Z`);
  // A day that no month has comes back as another one.
  const isDay = !Number.isNaN(utc) && new Date(utc).toISOString().startsWith(`${date}T`);
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(date) || !isDay) return null;
  // Twice, because the offset at the guess may not be the one at the answer (a change of the clock).
  const guess = utc - offsetMs(new Date(utc), timeZone);
  return new Date(utc - offsetMs(new Date(guess), timeZone));
}

/** What a clock in this zone is ahead of UTC, to the second. */
function offsetMs(at: Date, timeZone: string): number {
  const parts = dateTimeFormat("en-US", {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
    timeZone,
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return wall - Math.floor(at.getTime() / 1000) * 1000;
}
