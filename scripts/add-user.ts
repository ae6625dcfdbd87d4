import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import type { Outcome } from "@/lib/operations/outcome";
import { runOperation } from "@/lib/operations/run";
import { addUser } from "@/lib/operations/users";
import { withTables } from "./environment";

/** `npm run user:add -- --email ann@example.com --name Ann --role manager`; the password comes from NEW_USER_PASSWORD. */
const usage =
  "Usage: NEW_USER_PASSWORD=… npm run user:add -- --email E --name N --role owner|manager|operator|viewer";

const { email, name = email, role } = given();
const outcome = await withTables(() => {
  const actor = { kind: "system", id: "user:add", role: "system" } as const;
  const input = { email, name, role, password: process.env.NEW_USER_PASSWORD ?? "" };
  return runOperation(addUser, input, { actor, key: randomUUID(), source: "cli" });
});
if (outcome.status === "succeeded") console.log(`Added ${email} as ${role}.`);
else console.error(sentence(outcome));
process.exit(outcome.status === "succeeded" ? 0 : 1);

function given() {
  const text = { type: "string" } as const;
  try {
    return parseArgs({ options: { email: text, name: text, role: text } }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(1);
  }
}

function sentence(notAdded: Exclude<Outcome, { status: "succeeded" }>): string {
  if (notAdded.status === "invalid") {
    const lines = Object.entries(notAdded.fields).map(([field, why]) => `${field}: ${why}`);
    return [...lines, usage].join("\n");
  }
  if (notAdded.status === "failed" && notAdded.failure.kind === "email-taken") {
    return `There is a user with the e-mail ${email} already.`;
  }
  return `Not added: ${notAdded.status}`;
}
