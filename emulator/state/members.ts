import { type Condition, matches } from "../filter";
import { refusal } from "../refusal";
import { demoNames } from "./demo-members";
import { guidOf } from "./ids";
import { found, type Site } from "./site";

export type MemberStatus = "APPROVED" | "PENDING" | "BLOCKED";

export interface Member {
  id: string;
  loginEmail: string;
  loginEmailVerified: boolean;
  status: MemberStatus;
  contactId: string;
  contact: { firstName: string; lastName: string; emails: string[] };
  profile: { nickname: string; slug: string };
  privacyStatus: "PRIVATE" | "PUBLIC";
  activityStatus: "ACTIVE";
  createdDate: string;
  updatedDate: string;
  lastLoginDate: string;
}

export const memberIndexes = {
  loginEmail: (member: Member) => member.loginEmail,
  /** Not a field: the address whatever its case. */
  email: (member: Member) => member.loginEmail.toLowerCase(),
  "profile.slug": (member: Member) => member.profile.slug,
};

/** Puts the demo members into an empty site: the same ids, names and dates whatever the seed. */
export function addDemoMembers(site: Site): void {
  for (const [index, [firstName, lastName, slug]] of demoNames.entries()) {
    const loginEmail = `${slug.replaceAll("-", ".")}@example.com`;
    site.members.put({
      id: guidOf("member", slug),
      loginEmail,
      loginEmailVerified: true,
      status: index % 19 === 17 ? "PENDING" : index % 23 === 20 ? "BLOCKED" : "APPROVED",
      contactId: guidOf("contact", slug),
      contact: { firstName, lastName, emails: [loginEmail] },
      profile: { nickname: `${firstName} ${lastName}`, slug },
      privacyStatus: index % 3 === 0 ? "PRIVATE" : "PUBLIC",
      activityStatus: "ACTIVE",
      createdDate: joined(index, 0),
      updatedDate: joined(index, 20),
      lastLoginDate: joined(index, 75),
    });
  }
}

/** documented: 404 for an unknown member. */
export function getMember(site: Site, id: string): Member {
  return found(site, site.members, id);
}

/** observed: an e-mail address signs in whatever its case. Undefined when nobody has it. */
export function findMemberByEmail(site: Site, email: string): Member | undefined {
  return site.members.find("email", email.toLowerCase())[0];
}

/** typings: the member who calls; NOT_FOUND for everyone else. */
export function getCurrentMember(site: Site, memberId: string): Member {
  const member = site.members.get(memberId);
  if (!member) throw refusal(404, "NOT_FOUND", "The caller is not a member of this site");
  return member;
}

/** assumed (sign-in-status): only an approved member signs in. Throws a 403 with the reason. */
export function getSignedInMember(site: Site, id: string): Member {
  const member = getMember(site, id);
  if (member.status === "APPROVED") return member;
  if (member.status === "PENDING" && site.assumes("sign-in-status", "not-blocked")) return member;
  const description =
    member.status === "PENDING"
      ? "The owner of the site has not approved this member yet"
      : "This member is blocked";
  throw refusal(403, `MEMBER_${member.status}`, description);
}

interface Search {
  expression?: string;
  fields?: string[];
}

/**
 * typings: members who fulfil the filter, and of whom the search finds its text in up to four fields, by default in
 * the nickname. assumed (member-search): contained anywhere, whatever the case.
 */
export function findMembers(site: Site, condition: Condition, search: Search = {}): Member[] {
  const { expression, fields = ["profile.nickname"] } = search;
  return site.members
    .inOrder()
    .filter(
      (member) =>
        matches(condition, member) &&
        (expression === undefined || isFound(site, member, expression, fields)),
    );
}

function isFound(site: Site, member: Member, expression: string, fields: string[]): boolean {
  const { loginEmail, contact, profile } = member;
  const texts: Record<string, string | undefined> = {
    loginEmail,
    "contact.firstName": contact.firstName,
    "contact.lastName": contact.lastName,
    "profile.nickname": profile.nickname,
    "profile.slug": profile.slug,
  };
  const wanted = expression.toLowerCase();
  const isWordPrefix = site.assumes("member-search", "word-prefix");
  return fields.some((field) => {
    const text = texts[field]?.toLowerCase() ?? "";
    return isWordPrefix
      ? text.split(/[\s.@-]+/).some((word) => word.startsWith(wanted))
      : text.includes(wanted);
  });
}

function joined(index: number, daysLater: number): string {
  const day = 24 * 3_600_000;
  return new Date(Date.UTC(2024, 0, 8, 9, index) + (index * 9 + daysLater) * day).toISOString();
}
