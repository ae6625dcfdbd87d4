import type { Site } from "./site";

/** One sign-in of a member, or one visit of a visitor, whose id it then is. */
export interface Session {
  id: string;
  memberId?: string;
  createdDate: string;
  isEnded: boolean;
}

export const sessionIndexes = {};

/** observed: each sign-in and each anonymous token begins a session of its own. */
export function startSession(site: Site, memberId?: string): Session {
  const { now: createdDate } = site.store;
  return site.sessions.put({ id: site.store.newId(), memberId, createdDate, isEnded: false });
}

/** typings: logging out "invalidates the visitor or member token". Kept, so that a restart does not revive it. */
export function endSession(site: Site, id: string): void {
  const session = site.sessions.get(id);
  site.sessions.put({ id, createdDate: site.store.now, ...session, isEnded: true });
}

/** assumed (session-after-reset): tokens are sealed, so a session that a reset has forgotten has not ended. */
export function isEnded(site: Site, id: string): boolean {
  return site.sessions.get(id)?.isEnded ?? site.assumes("session-after-reset", "ended");
}
