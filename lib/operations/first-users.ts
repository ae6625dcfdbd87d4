import "server-only";
import { randomUUID } from "node:crypto";
import { isPassword } from "@/lib/auth/password";
import { roles } from "@/lib/auth/roles";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import type { LocalOperation } from "./operation";
import type { Outcome } from "./outcome";
import { runOperation } from "./run";
import { addUser, disableUser, enableUser } from "./users";

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
 * In the demo: its users. Elsewhere: nobody signs in with the demo's password any more, and when no
 * user is enabled the first owner is made of OWNER_EMAIL and OWNER_PASSWORD. Safe to repeat, and in
 * several instances at once: an e-mail is had by one.
 */
export async function ensureFirstUsers(): Promise<void> {
  const { firstOwner, isDemo } = env();
  if (isDemo) return openDemo();
  await closeDemo();
  if (!firstOwner || (await hasUser())) return;
  const { email, password } = firstOwner;
  const owner = { email, password, name: email.split("@")[0] ?? email, role: "owner" };
  report(email, await run(addUser, owner));
}

/** Also after a time in which the folder served a real site. */
async function openDemo() {
  for (const user of demoUsers) {
    const known = await db().user.findUnique({ where: { email: user.email } });
    if (!known) {
      report(user.email, await run(addUser, { ...user, password: demoPassword }));
    } else if (known.disabledAt && (await isPublic(known))) {
      report(user.email, await run(enableUser, { userId: known.id }));
    }
  }
}

async function closeDemo() {
  const email = { in: demoUsers.map((user) => user.email) };
  const enabled = await db().user.findMany({ where: { email, disabledAt: null } });
  for (const user of enabled) {
    if (await isPublic(user)) report(user.email, await run(disableUser, { userId: user.id }));
  }
}

/** A demo user who was given a password of their own is somebody's. */
function isPublic({ passwordHash }: { passwordHash: string }): Promise<boolean> {
  return isPassword(demoPassword, passwordHash);
}

async function hasUser(): Promise<boolean> {
  return (await db().user.count({ where: { disabledAt: null } })) > 0;
}

function run<I>(operation: LocalOperation<I>, input: I): Promise<Outcome> {
  const actor = { kind: "system", id: "start", role: "system" } as const;
  return runOperation(operation, input, { actor, key: randomUUID(), source: "seed" });
}

function report(email: string, outcome: Outcome) {
  if (outcome.status === "succeeded") return;
  if (outcome.status === "failed" && outcome.failure.kind === "email-taken") {
    // Another instance was faster, or they are there and disabled.
    log().warn({ email }, "first user not added: there is one with this e-mail already");
    return;
  }
  const reason = outcome.status === "invalid" ? outcome.fields : outcome.status;
  log().error({ email, reason }, "first user not made ready");
}
