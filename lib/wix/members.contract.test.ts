import { describe, expect, test } from "vitest";
import { requests } from "@/scripts/test/emulator";
import { newGuid } from "@/scripts/test/samples";
import { listMembers, searchMembers } from "./members";

describe("search", () => {
  test.each(["Ann", "ann", "Porter", "ann.porter@example.com"])(
    "finds a member by %s",
    async (text) => {
      const found = await searchMembers(text, 10);
      expect(found).toContainEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        name: "Ann Porter",
        email: "ann.porter@example.com",
        photoUrl: expect.stringMatching(/^http/),
      });
    },
  );

  test("finds names in any script", async () => {
    expect((await searchMembers("田中", 10)).map((one) => one.name)).toEqual(["田中 さくら"]);
  });

  test("gives no more than it was asked for, and nothing where there is nothing", async () => {
    expect(await searchMembers("example", 3)).toHaveLength(3);
    expect(await searchMembers("nobody has this name", 10)).toEqual([]);
  });

  test("takes more than 100 characters and asks for the first 100", async () => {
    expect(await searchMembers("x".repeat(200), 10)).toEqual([]);
  });
});

describe("list by id", () => {
  test("many are one request; who is no member is left out, who is named twice is one", async () => {
    const [one, other] = await searchMembers("example", 2);
    if (!one || !other) throw new Error("the demo site has members");
    const before = (await requests("members.queryMembers")).length;
    const found = await listMembers([one.id, other.id, one.id, newGuid()]);
    expect(found).toEqual(
      new Map([
        [one.id, one],
        [other.id, other],
      ]),
    );
    expect((await requests("members.queryMembers")).length - before).toBe(1);
  });

  test("of nobody are no request", async () => {
    const before = (await requests("members.queryMembers")).length;
    expect(await listMembers([])).toEqual(new Map());
    expect(await requests("members.queryMembers")).toHaveLength(before);
  });
});
