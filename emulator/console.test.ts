import { describe, expect, it } from "vitest";
import { given, newGuid, newItem, refusalOf } from "./testing/client";
import { program } from "./testing/steps";
import { emulated } from "./testing/emulated";

const { emulator, wix } = await emulated();
const home = `${emulator.url}/__emulator`;
const html = async (path: string, init?: RequestInit) => {
  const answer = await fetch(home + path, init);
  return { status: answer.status, url: answer.url, text: await answer.text() };
};
const post = (path: string, fields: Record<string, string>, headers = {}) =>
  html(path, { method: "POST", body: new URLSearchParams(fields), headers });

describe("the console", () => {
  it("is at the address of the controls, with and without a slash at its end", async () => {
    for (const path of ["", "/"]) {
      expect(await html(path)).toMatchObject({
        status: 200,
        text: expect.stringContaining("<h1>Overview</h1>"),
      });
    }
  });

  it("says what a form has done, and nothing that an address makes up", async () => {
    const done = await post("/console/clock/freeze", {});
    expect(done).toMatchObject({
      status: 200,
      text: expect.stringContaining("The clock stands still."),
    });
    expect(new URL(done.url).search).toBe("?done=freeze");
    for (const made of ["said=Hello", "done=Hello", "done=constructor"]) {
      expect((await html(`/console/clock?${made}`)).text).not.toContain('role="status"');
    }
  });

  it("says why a control refuses, and keeps what was typed", async () => {
    const refused = await post("/console/clock/set", { now: "tomorrow <b>" });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('role="alert"');
    expect(refused.text).toContain('value="tomorrow &lt;b&gt;"');
  });

  it("says on the page what is wrong with an address, and shows what it shows without", async () => {
    const wrong = await html("/console/entities?of=members&offset=x");
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('role="alert"');
    expect(wrong.text).toContain("offset");
    expect(wrong.text).toContain("<h1>Entities</h1>");
  });

  it("does nothing for a page of another origin", async () => {
    const theirs = await post("/console/state/reset", {}, { origin: "http://evil.example" });
    expect(theirs.status).toBe(403);
  });

  it("shows what is held as text, whatever it is called", async () => {
    const displayName = "<script>alert(1)</script>";
    await wix.programDefinitions.createProgramDefinition({
      namespace: "n",
      externalId: newGuid(),
      displayName,
    });
    const { text } = await html("/console/entities?of=programDefinitions");
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(text).not.toContain(displayName);
  });
});

describe("an entity", () => {
  const act = (action: string, fields: Record<string, string>) =>
    post(`/console/entities/${action}`, { text: "", offset: "0", ...fields });
  const words = (text: string) => text.replaceAll(/\s+/g, " ");

  it("that is a program is paused, resumed, renewed and ended by its rules", async () => {
    const { programId, poolId } = await program(wix);
    const status = async () => (await wix.programs.getProgram(programId)).status;
    const own = { of: "programs", id: programId, text: programId };
    const paused = await act("pause", own);
    expect(paused).toMatchObject({ status: 200, text: expect.stringContaining("is paused") });
    expect(new URL(paused.url).search).toBe(`?text=${programId}&offset=0&of=programs&done=pause`);
    expect(paused.text).toContain('aria-label="Resume ');
    expect(paused.text).not.toContain('aria-label="Pause ');
    expect(await status()).toBe("PAUSED");
    const refused = await act("pause", own);
    expect(refused.status).toBe(428);
    expect(words(refused.text)).toMatch(
      /role="alert" > Program status can&#39;t change from PAUSED/,
    );
    expect(refused.text).toContain('aria-label="Resume ');
    await act("resume", own);
    expect(await status()).toBe("ACTIVE");
    await act("renew", own);
    expect((await wix.pools.getPool(poolId)).renewalCount).toBe(1);
    const ended = await act("end", own);
    expect(await status()).toBe("ENDED");
    expect(ended.text).not.toContain(`value="${programId}" /><button`);
  });

  it("that is a balance is added to and set, with a transaction for each", async () => {
    const { poolId } = await program(wix);
    const own = { of: "balances", id: poolId };
    const available = async () => (await wix.balances.getBalance(poolId)).amount?.available;
    expect((await act("change", { ...own, type: "ADJUST", value: "-2.5" })).status).toBe(200);
    expect(await available()).toBe("7.5");
    const set = await act("change", { ...own, type: "SET", value: "1" });
    expect(words(set.text)).toContain("1 available");
    const { items } = await wix.transactions.queryTransactions().eq("pool.id", poolId).find();
    expect(items).toHaveLength(3);
    const refused = await act("change", { ...own, type: "SET", value: "x<y" });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('value="x&lt;y"');
    expect(await available()).toBe("1");
  });

  it("that is an item or a definition is deleted, and its pools follow", async () => {
    const { programDefinitionId, poolDefinitionId, poolId } = await program(wix);
    const itemId = given((await wix.items.createItem(newItem("n", newGuid())))._id);
    expect((await act("delete", { of: "items", id: itemId })).status).toBe(200);
    expect((await refusalOf(wix.items.getItem(itemId))).status).toBe(404);
    const cascade = { cascade: "IMMEDIATELY" };
    await act("remove", { of: "poolDefinitions", id: poolDefinitionId, ...cascade });
    expect((await wix.pools.getPool(poolId)).status).toBe("ENDED");
    await act("remove", { of: "programDefinitions", id: programDefinitionId, ...cascade });
    const gone = wix.programDefinitions.getProgramDefinition(programDefinitionId);
    expect((await refusalOf(gone)).status).toBe(404);
  });

  it("of another kind, or that is not there, is left alone with words", async () => {
    for (const of of ["members", "constructor", "programs"]) {
      const refused = await act("pause", { of, id: newGuid() });
      expect(refused).toMatchObject({ status: 404, text: expect.stringContaining('role="alert"') });
    }
  });
});

describe("entities", () => {
  const ask = async (path: string) => {
    const answer = await fetch(`${home}/entities${path}`);
    const body: unknown = await answer.json();
    return { status: answer.status, body };
  };

  it("are counted, and found by a text in them, a page at a time", async () => {
    const { body } = await ask("");
    const counted = { collections: expect.arrayContaining([{ name: "members", count: 41 }]) };
    expect(body).toEqual(counted);
    expect((await ask("/members?text=@example.com&limit=2")).body).toMatchObject({
      entities: [{ id: expect.any(String) }, { id: expect.any(String) }],
      count: 41,
      next: 2,
    });
    expect((await ask("/members?text=nobody-at-all")).body).toEqual({
      entities: [],
      count: 0,
      next: null,
    });
  });

  it("of no such collection are a 404, a wrong page a 400 that names the field", async () => {
    expect(await ask("/nothing")).toMatchObject({ status: 404 });
    expect(await ask("/members?limit=1000")).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("limit") },
    });
  });
});
