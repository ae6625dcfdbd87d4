import { describe, expect, it } from "vitest";
import { flatChanges } from "./flat-changes";

const pool = (...benefits: { benefitKey: string; price: string }[]) => ({
  id: "1",
  revision: "1",
  beneficiary: { kind: "member", id: "ann" },
  details: { benefits },
});
const benefit = (benefitKey: string) => ({ benefitKey, price: "1" });
const [a, b, c] = [benefit("a"), benefit("b.b"), benefit("c")];

describe("flatChanges", () => {
  it("finds a benefit again by its key, wherever it stands", () => {
    expect(flatChanges(pool(a, b, c), pool(c, a)).map((one) => one.label)).toEqual([
      "Benefit “b.b”: key",
      "Benefit “b.b”: price",
    ]);
    expect(flatChanges(pool(a, b), pool({ ...b, price: "2" }, a))).toEqual([
      {
        name: "details.benefits.[b.b].price",
        label: "Benefit “b.b”: price",
        before: "1",
        after: "2",
      },
    ]);
  });

  it("tells whose it is, but not what every write changes", () => {
    const names = flatChanges(null, pool(a)).map((one) => one.name);
    expect(names).toContain("beneficiary.id");
    expect(names).not.toContain("id");
    expect(names).not.toContain("revision");
  });
});
