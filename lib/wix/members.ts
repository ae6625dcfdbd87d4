import "server-only";
import type { members } from "@wix/members";
import { read } from "./call";
import { wix } from "./client";
import { requiredGuid, type Guid } from "./guid";

export interface Member {
  id: Guid;
  name: string;
  email: string;
  photoUrl: string | null;
}

/** Members whose name or e-mail begins with or holds `text` (1 to 100 characters), as Wix's search has it. */
export async function searchMembers(text: string, limit: number): Promise<Member[]> {
  const fields = ["profile.nickname", "loginEmail", "contact.firstName", "contact.lastName"];
  const found = await read("search members", () =>
    wix().members.queryMembers(
      { paging: { limit } },
      { fieldsets: ["FULL"], search: { expression: text.slice(0, 100), fields } },
    ),
  );
  return (found.members ?? []).map(fromWix);
}

/** The members with these ids (up to 100), in one request; who is no longer a member is left out. */
export async function listMembers(ids: readonly Guid[]): Promise<Map<Guid, Member>> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return new Map();
  const found = await read("query members", () =>
    wix().members.queryMembers(
      { filter: { _id: { $in: unique } }, paging: { limit: 100 } },
      { fieldsets: ["FULL"] },
    ),
  );
  return new Map((found.members ?? []).map(fromWix).map((member) => [member.id, member]));
}

function fromWix(held: members.Member): Member {
  const contact = [held.contact?.firstName, held.contact?.lastName].filter(Boolean).join(" ");
  const email = held.loginEmail ?? "";
  return {
    id: requiredGuid(held._id, "_id"),
    name: contact || held.profile?.nickname || email || "Unnamed member",
    email,
    photoUrl: held.profile?.photo?.url || null,
  };
}
