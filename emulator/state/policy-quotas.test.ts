import Big from "big.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LedgerSite } from "../testing/ledger-site";
import { post } from "./ledger";
import { isWithinQuota } from "./policy-quotas";
import { found } from "./site";

const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati"];
const benefitKey = "0";
const quotaId = "00000000-0000-4000-8000-00000000000a";

/** Around the ends of months and days, and the leaps of daylight saving. */
const time = fc
  .integer({ min: Date.UTC(2029, 11, 20), max: Date.UTC(2030, 3, 10) })
  .map((ms) => new Date(ms).toISOString());

/** What a calendar on the wall shows. */
const day = (moment: string, timeZone: string) =>
  new Date(moment).toLocaleDateString("sv-SE", { timeZone });

describe("a rate limit", () => {
  it.each(["DAY", "MONTH"] as const)(
    "by %s counts just the redemptions whose date the calendar has in the same period",
    (timePeriod) => {
      const length = timePeriod === "DAY" ? 10 : 7;
      const run = (timeZone: string, dates: string[], date: string, times: number) => {
        const { site, poolId } = new LedgerSite({ prices: [0n] }, timeZone);
        const pool = found(site, site.pools, poolId);
        const redeemed = { operation: "REDEMPTION" as const, details: { benefitKey } };
        for (const policyDate of dates) {
          const memo = { ...redeemed, policyDate, quotaIds: [quotaId] };
          site.store.transact(() => post(site, pool, new Big(0), memo));
        }
        const period = day(date, timeZone).slice(0, length);
        const used = dates.filter((each) => day(each, timeZone).startsWith(period)).length;
        const limit = { times, timePeriod, quotaId };
        const occasion = { pool, benefitKey, date, count: 1 };
        expect(isWithinQuota(site, limit, occasion)).toBe(used < times);
      };
      const near = fc
        .tuple(time, fc.array(fc.integer({ min: -40 * 24, max: 40 * 24 }), { maxLength: 12 }))
        .map(([date, hours]) => ({
          date,
          dates: hours.map((each) => new Date(Date.parse(date) + each * 3_600_000).toISOString()),
        }));
      fc.assert(
        fc.property(
          fc.constantFrom(...zones),
          near,
          fc.integer({ min: 1, max: 6 }),
          (timeZone, { date, dates }, times) => run(timeZone, dates, date, times),
        ),
        { numRuns: 1_500 },
      );
    },
  );
});
