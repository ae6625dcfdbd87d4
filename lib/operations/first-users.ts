import "server-only";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { roles } from "@/lib/auth/roles";
import type { Outcome } from "./outcome";
import { runOperation } from "./run";
import { addUser } from "./users";

/** The password of every demo user; public, so the demo runs against the emulator only. */
export const demoPassword = "poolkeeper-demo";

/** One user a role, for the demo: `owner@example.com` and so on. */
export const demoUsers = roles.map((role) => ({
  email: `${role}@example.com`,
  name: {
    owner: "Olive Owner",
    manager: "Max Manager",
    operator: "Pia Operator",
    viewer: "Vera Viewer",
  }[role],
  role,
}));

/**
 * When there is no user yet: the first owner, from OWNER_EMAIL and OWNER_PASSWORD, or the demo's users.
 * Safe in several instances at once: the key is the same in each, so it happens once.
 */
export async function ensureFirstUsers(): Promise<void> {
  if ((await db().user.count()) > 0) return;
  const { firstOwner, isDemo } = env();
  if (firstOwner) {
    const { email, password } = firstOwner;
    report(
      email,
      await add({ email, password, name: email.split("@")[0] ?? email, role: "owner" }),
    );
  } else if (isDemo) {
    for (const user of demoUsers)
      report(user.email, await add({ ...user, password: demoPassword }));
  }
}

function add(user: { email: string; name: string; role: string; password: string }) {
  const actor = { kind: "system", id: "start", role: "system" } as const;
  return runOperation(addUser, user, { actor, key: `first-user:${user.email}`, source: "seed" });
}

function report(email: string, outcome: Outcome) {
  if (outcome.status === "succeeded") return;
  const reason = outcome.status === "invalid" ? outcome.fields : outcome.status;
  log().error({ reason }, `the first user ${email} was not added`);
}
