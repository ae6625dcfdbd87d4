import { describe, expect, it } from "vitest";
import { newGuid } from "./testing/client";
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
