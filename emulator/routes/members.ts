import { z } from "zod";
import type { Identity } from "../auth/tokens";
import { parseFilter } from "../filter";
import { sorted, sortPaths } from "../paging";
import { fieldRules } from "../query";
import { rankIn } from "../select";
import { optional, text } from "../shapes";
import { findMembers, getCurrentMember, getMember, type Member } from "../state/members";
import type { Site } from "../state/site";
import { parse } from "../validation";
import type { QueryParameters } from "../wire";
import { idOf, type Route } from "./route";

const base = "/members/v1/members";

const fieldsets = optional(z.array(z.enum(["PUBLIC", "EXTENDED", "FULL"])).max(3));
type Fieldset = "PUBLIC" | "EXTENDED" | "FULL";

const searchable = [
  "loginEmail",
  "contact.firstName",
  "contact.lastName",
  "profile.title",
  "profile.nickname",
  "profile.slug",
] as const;

const sorting = optional(
  z.array(z.object({ fieldName: text(512), order: optional(z.enum(["ASC", "DESC"])) })),
);

const queryRequest = z.object({
  query: optional(
    z.object({
      filter: z.unknown().optional(),
      sort: sorting,
      sorting,
      paging: optional(
        z.object({
          limit: optional(z.number().int().min(0).max(100)),
          offset: optional(z.number().int().min(0)),
        }),
      ),
    }),
  ),
  search: optional(
    z.object({
      expression: optional(z.string().min(1).max(100)),
      fields: optional(z.array(z.enum(searchable)).max(4)),
    }),
  ),
  fieldsets,
});

const spec = {
  name: "members",
  rules: fieldRules({
    all: [
      "id",
      "contact.firstName",
      "contact.lastName",
      "contactId",
      "loginEmail",
      "privacyStatus",
      "profile.nickname",
      "profile.slug",
      "status",
    ],
    sortable: [
      "profile.nickname",
      "contact.firstName",
      "contact.lastName",
      "createdDate",
      "updatedDate",
      "lastLoginDate",
    ],
  }),
  limitMax: 100,
};

const limitDefault = 100;

export const memberRoutes: Route[] = [
  {
    method: "members.queryMembers",
    verb: "POST",
    path: `${base}/query`,
    answer(call) {
      const { fieldsets: sets, ...asked } = parse(queryRequest, call.body);
      const { members, metadata } = membersPage(call.site, asked);
      return { members: members.map((member) => view(member, sets, call.origin)), metadata };
    },
  },
  {
    method: "members.getCurrentMember",
    verb: "GET",
    path: `${base}/my`,
    isForMembers: true,
    answer({ site, identity, query, origin }) {
      const { fieldsets: sets } = parse(z.object({ fieldsets }), fieldsetsIn(query));
      return { member: view(getCurrentMember(site, memberIdOf(identity)), sets, origin) };
    },
  },
  {
    method: "members.getMember",
    verb: "GET",
    path: `${base}/:id`,
    answer(call) {
      const { fieldsets: sets } = parse(z.object({ fieldsets }), fieldsetsIn(call.query));
      return { member: view(getMember(call.site, idOf(call, "id")), sets, call.origin) };
    },
  },
];

const memberIdOf = (identity: Identity) => (identity.kind === "MEMBER" ? identity.memberId : "");

const fieldsetsIn = (query: QueryParameters) => ({ fieldsets: query.many("fieldsets") });

/** typings: paging by offset, not by cursor. */
function membersPage(
  site: Site,
  { query, search }: Omit<z.output<typeof queryRequest>, "fieldsets">,
) {
  const matching = findMembers(site, parseFilter(query?.filter, spec.rules), search);
  const sort = query?.sort ?? query?.sorting ?? [{ fieldName: "createdDate" }];
  const { limit = limitDefault, offset = 0 } = query?.paging ?? {};
  const asked = { paths: sortPaths(spec.rules, sort), sort };
  const inOrder = sorted(matching, rankIn(site.members), asked).map(({ item }) => item);
  const members = inOrder.slice(offset, offset + limit);
  const { length: total } = matching;
  return { members, metadata: { count: members.length, offset, total, tooManyToCount: false } };
}

/** typings: PUBLIC, the default, hides the e-mail, the contact and every status; only FULL has the contact. */
function view(member: Member, fieldsets: Fieldset[] = ["PUBLIC"], origin: string) {
  const { contact, loginEmail, loginEmailVerified, lastLoginDate, ...rest } = member;
  const url = `${origin}/__emulator/photos/${member.profile.slug}.svg`;
  const photo = { id: member.profile.slug, url, width: 200, height: 200 };
  const extended = { ...rest, profile: { ...member.profile, photo } };
  if (fieldsets.includes("FULL")) {
    return { ...extended, loginEmail, loginEmailVerified, lastLoginDate, contact };
  }
  if (fieldsets.includes("EXTENDED")) return { ...extended, loginEmail };
  const unknown = "UNKNOWN";
  return { ...extended, status: unknown, privacyStatus: unknown, activityStatus: unknown };
}
