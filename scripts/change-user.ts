import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { findUserId } from "@/lib/auth/users";
import type { LocalOperation } from "@/lib/operations/operation";
import type { Outcome } from "@/lib/operations/outcome";
import { runOperation } from "@/lib/operations/run";
import { disableUser, enableUser, setPassword } from "@/lib/operations/users";
import { withTables } from "./environment";

/** `npm run user:password | user:disable | user:enable -- --email E`; a password comes from NEW_USER_PASSWORD. */
const [, , name = "", ...args] = process.argv;

const commands: Record<string, { done: string; run: (userId: string) => Promise<Outcome> }> = {
  password: {
    done: "has a new password",
    run: (userId) => run(setPassword, { userId, password: process.env.NEW_USER_PASSWORD ?? "" }),
  },
  disable: { done: "cannot sign in any more", run: (userId) => run(disableUser, { userId }) },
  enable: { done: "can sign in again", run: (userId) => run(enableUser, { userId }) },
};

const command = commands[name];
const email = given();
if (!command || !email) {
  const variable = name === "password" ? "NEW_USER_PASSWORD=… " : "";
  console.error(`Usage: ${variable}npm run user:${name} -- --email E`);
  process.exit(1);
}
const outcome = await withTables(async () => {
  const userId = await findUserId(email);
  return userId ? command.run(userId) : null;
});
if (outcome?.status === "succeeded") {
  console.log(`${email} ${command.done}, and is signed out everywhere.`);
} else console.error(sentence(outcome));
process.exit(outcome?.status === "succeeded" ? 0 : 1);

function run<I>(operation: LocalOperation<I>, input: I): Promise<Outcome> {
  const actor = { kind: "system", id: `user:${name}`, role: "system" } as const;
  return runOperation(operation, input, { actor, key: randomUUID(), source: "cli" });
}

function given(): string | undefined {
  try {
    return parseArgs({ args, options: { email: { type: "string" } } }).values.email;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

function sentence(notDone: Exclude<Outcome, { status: "succeeded" }> | null): string {
  if (!notDone) return `There is no user with the e-mail ${email}.`;
  if (notDone.status !== "invalid") return `Not done: ${notDone.status}`;
  return Object.values(notDone.fields).join("\n");
}
