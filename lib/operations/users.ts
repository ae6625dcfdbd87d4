import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { hashPassword, passwordLength } from "@/lib/auth/password";
import { roles } from "@/lib/auth/roles";
import { requiredText } from "./details";
import { localOperation } from "./operation";
import { LocalRefusal } from "./refusal";

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
  password: z
    .string()
    .min(passwordLength.min, `A password has at least ${passwordLength.min} characters.`)
    .max(passwordLength.max, `A password has ${passwordLength.max} characters at most.`),
});

export const addUser = localOperation({
  name: "users.add",
  may: ["owner", "system"],
  input: newUser,
  async run({ email, name, role, password }, tx) {
    if (await tx.user.findUnique({ where: { email } }))
      throw new LocalRefusal("email-taken", { email });
    const id = randomUUID();
    const passwordHash = await hashPassword(password);
    await tx.user.create({ data: { id, email, name, role, passwordHash, createdAt: new Date() } });
    return { subject: { kind: "users", id }, after: { id, role } };
  },
});
