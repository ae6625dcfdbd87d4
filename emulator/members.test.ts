import { describe, expect, it } from "vitest";
import { demoNames } from "./state/demo-members";
import { given, newGuid, raw, refusalOf } from "./testing/client";
import { emulated } from "./testing/emulated";

const { emulator, wix } = await emulated();

const full = { fieldsets: ["FULL" as const] };
const nicknames = (found: { items: { profile?: { nickname?: string | null } }[] }) =>
  found.items.map(({ profile }) => profile?.nickname);

describe("members", () => {
  it("are about forty, the same after each reset, with names, e-mails and pictures", async () => {
    const before = await wix.members.queryMembers(full).find();
    emulator.reset();
    const after = await wix.members.queryMembers(full).find();
    expect(after.items).toEqual(before.items);
    expect(after.items).toHaveLength(demoNames.length);
    expect(demoNames.length).toBeGreaterThanOrEqual(40);
    expect(new Set(after.items.map(({ loginEmail }) => loginEmail)).size).toBe(demoNames.length);
    const ann = given(after.items[0]);
    expect(ann).toMatchObject({
      loginEmail: "ann.porter@example.com",
      contact: { firstName: "Ann", lastName: "Porter" },
      profile: { nickname: "Ann Porter", slug: "ann-porter" },
      status: "APPROVED",
    });
    expect(ann._createdDate).toBeInstanceOf(Date);
    const photo = await fetch(given(ann.profile?.photo?.url));
    expect(photo.headers.get("content-type")).toBe("image/svg+xml");
    expect(await photo.text()).toContain(">AP</text>");
  });

  it("show by default only what is public, as the typings say", async () => {
    const id = given((await wix.members.queryMembers().limit(1).find()).items[0]?._id);
    const open = await wix.members.getMember(id);
    expect(open).toMatchObject({ status: "UNKNOWN", profile: { nickname: "Ann Porter" } });
    expect(open.loginEmail).toBeUndefined();
    const extended = await wix.members.getMember(id, { fieldsets: ["EXTENDED"] });
    expect(extended).toMatchObject({ status: "APPROVED", loginEmail: "ann.porter@example.com" });
    expect(extended.contact).toBeUndefined();
    const all = await wix.members.getMember(id, full);
    expect(all.contact?.firstName).toBe("Ann");
    expect((await refusalOf(wix.members.getMember(newGuid()))).status).toBe(404);
  });

  it("are found by the beginning of nickname or e-mail, whatever the case", async () => {
    const byName = await wix.members.queryMembers().startsWith("profile.nickname", "aNN").find();
    expect(nicknames(byName)).toEqual(["Ann Porter", "Anna Portnoy"]);
    const byMail = await wix.members.queryMembers().startsWith("loginEmail", "ANN.").find();
    expect(nicknames(byMail)).toEqual(["Ann Porter"]);
    const byId = await wix.members
      .queryMembers()
      .in(
        "_id",
        byName.items.map(({ _id }) => _id),
      )
      .find();
    expect(byId.items).toHaveLength(2);
    const pending = await wix.members.queryMembers(full).eq("status", "PENDING").find();
    expect(pending.items.map(({ status }) => status)).toEqual(["PENDING", "PENDING"]);
  });

  it("are found by free text in the nickname, or in the fields that are named", async () => {
    const search = (expression: string, fields?: string[]) =>
      wix.members.queryMembers({ search: { expression, fields } }).find();
    expect(nicknames(await search("port"))).toEqual(["Ann Porter", "Anna Portnoy"]);
    expect(nicknames(await search("ann.porter"))).toEqual([]);
    expect(nicknames(await search("ann.porter", ["loginEmail"]))).toEqual(["Ann Porter"]);
    expect((await refusalOf(search("x".repeat(101)))).rules).toEqual(["MAX_LENGTH"]);
    expect((await refusalOf(search("x", ["status"]))).rules).toEqual(["INVALID_ENUM_VALUE"]);
  });

  it("come in pages by offset, with a total, in the order that is asked", async () => {
    const first = await wix.members.queryMembers().limit(30).find();
    expect(first.totalCount).toBe(demoNames.length);
    const second = await first.next();
    expect(second.items).toHaveLength(demoNames.length - 30);
    expect(second.hasNext()).toBe(false);
    const body = {
      query: { sorting: [{ fieldName: "contact.lastName", order: "DESC" }], paging: { limit: 1 } },
    };
    const { json } = await raw(emulator, "/members/v1/members/query", { body });
    expect(json).toMatchObject({ members: [{ profile: { nickname: "김 민서" } }] });
  });

  it.each([
    [{ filter: { createdDate: { $gt: "2024-01-01T00:00:00.000Z" } } }, "query.filter"],
    [{ filter: { nickname: "Ann" } }, "query.filter"],
    [{ sorting: [{ fieldName: "loginEmail" }] }, "query.sort[0].fieldName"],
    [{ paging: { limit: 101 } }, "query.paging.limit"],
  ])("refuse the query %j", async (query, field) => {
    const { status, json } = await raw(emulator, "/members/v1/members/query", { body: { query } });
    expect(status).toBe(400);
    expect(json).toMatchObject({ details: { validationError: { fieldViolations: [{ field }] } } });
  });
});
