import { demoNames } from "../state/demo-members";
import { guidOf } from "../state/ids";
import type { Site } from "../state/site";
import { Draw } from "./draw";

/** As many as a site with so many programs might have, beside the demo members. */
export function membersFor(programs: number): number {
  return Math.min(1_000, Math.ceil(programs / 10));
}

/** Puts members with drawn names; their addresses are numbered, so that each is there once. */
export function addSeededMembers(site: Site, seed: string, count: number): void {
  const [first, ...others] = demoNames;
  if (!first) return;
  for (let index = 1; index <= count; index += 1) {
    const draw = new Draw(seed, "member", index);
    const [firstName] = draw.of([first, ...others]);
    const [, lastName] = draw.of([first, ...others]);
    const slug = `member-${index}`;
    const loginEmail = `${slug}@example.com`;
    const { now } = site.store;
    site.members.put({
      id: guidOf(seed, "member", String(index)),
      loginEmail,
      loginEmailVerified: true,
      status: draw.percent(96) ? "APPROVED" : draw.of(["PENDING", "BLOCKED"]),
      contactId: guidOf(seed, "contact", String(index)),
      contact: { firstName, lastName, emails: [loginEmail] },
      profile: { nickname: `${firstName} ${lastName}`, slug },
      privacyStatus: draw.of(["PUBLIC", "PRIVATE"]),
      activityStatus: "ACTIVE",
      createdDate: now,
      updatedDate: now,
      lastLoginDate: now,
    });
  }
}
