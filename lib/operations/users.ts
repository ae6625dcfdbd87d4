import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { canonicalJson, sha256 } from "@/lib/audit/canonical";
import { hashPassword, passwordLength } from "@/lib/auth/password";
import { roles } from "@/lib/auth/roles";
import { revokeSessionsOf } from "@/lib/auth/session";
import type { Transaction } from "@/lib/db";
import { env } from "@/lib/env";
import { requiredText } from "./details";
import { localOperation } from "./operation";
import { LocalRefusal } from "./refusal";

const password = z
  .string()
  .min(passwordLength.min, `A password has at least ${passwordLength.min} characters.`)
  .max(passwordLength.max, `A password has ${passwordLength.max} characters at most.`);

const newUser = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(
      z.email("Give an e-mail address.").max(254, "An e-mail address has 254 characters at most."),
    ),
  name: requiredText(100, "The name"),
  role: z.enum(roles),
  password,
});

export const addUser = localOperation({
  name: "users.add",
  may: ["owner", "system"],
  input: newUser,
  recorded: ({ role, email, name }) => ({ role, person: stampOf({ email, name }) }),
  async run({ email, name, role, password }, tx) {
    if (await tx.user.findUnique({ where: { email } }))
      throw new LocalRefusal("email-taken", { email });
    const id = randomUUID();
    const passwordHash = await hashPassword(password);
    await tx.user.create({ data: { id, email, name, role, passwordHash, createdAt: new Date() } });
    return { subject: { kind: "users", id }, after: { id, role } };
  },
});

/** Tells one person from another without saying who they are: nobody can guess it without our secret. */
function stampOf(person: { email: string; name: string }): string {
  return sha256(canonicalJson({ ...person, secret: env().secret }));
}

export const setPassword = localOperation({
  name: "users.set-password",
  may: ["owner", "system"],
  input: z.object({ userId: z.uuid(), password }),
  run: async (input, tx) =>
    change(tx, input.userId, { passwordHash: await hashPassword(input.password) }),
});

export const disableUser = localOperation({
  name: "users.disable",
  may: ["owner", "system"],
  input: z.object({ userId: z.uuid() }),
  run: ({ userId }, tx) => change(tx, userId, { disabledAt: new Date() }),
});

export const enableUser = localOperation({
  name: "users.enable",
  may: ["owner", "system"],
  input: z.object({ userId: z.uuid() }),
  run: ({ userId }, tx) => change(tx, userId, { disabledAt: null }),
});

/** Whoever was signed in as them is so no longer. */
async function change(
  tx: Transaction,
  id: string,
  data: { passwordHash?: string; disabledAt?: Date | null },
) {
  const { count } = await tx.user.updateMany({ where: { id }, data });
  if (count === 0) throw new LocalRefusal("no-such-user");
  await revokeSessionsOf(tx, id);
  const { role, disabledAt } = await tx.user.findUniqueOrThrow({ where: { id } });
  return { subject: { kind: "users", id }, after: { id, role, isDisabled: disabledAt !== null } };
}
