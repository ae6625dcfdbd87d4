import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { addUser } from "@/lib/operations/users";
import { runOperation } from "@/lib/operations/run";

/** `npm run user:add -- --email ann@example.com --name Ann --role manager`; the password comes from NEW_USER_PASSWORD. */
const { values } = parseArgs({
  options: { email: { type: "string" }, name: { type: "string" }, role: { type: "string" } },
});
const password = process.env.NEW_USER_PASSWORD ?? "";
const actor = { kind: "system", id: "user:add", role: "system" } as const;
const outcome = await runOperation(
  addUser,
  { ...values, name: values.name ?? values.email, password },
  { actor, key: randomUUID(), source: "cli" },
);
if (outcome.status === "succeeded") {
  console.log(`Added ${values.email} as ${values.role}.`);
  process.exit(0);
}
const usage =
  "Usage: NEW_USER_PASSWORD=… npm run user:add -- --email E --name N --role owner|manager|operator|viewer";
if (outcome.status === "invalid") {
  for (const [field, message] of Object.entries(outcome.fields))
    console.error(`${field}: ${message}`);
  console.error(usage);
} else if (outcome.status === "failed" && outcome.failure.kind === "email-taken") {
  console.error(`There is a user with the e-mail ${values.email} already.`);
} else console.error(`Not added: ${outcome.status}`);
process.exit(1);
