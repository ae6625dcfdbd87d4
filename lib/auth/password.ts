import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { inTurn } from "./pace";

/** OWASP's second profile for argon2id: 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A password of ours: 12 to 200 characters. */
export const passwordLength = { min: 12, max: 200 };

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize("NFKC"), cost));
}

/** An argon2id hash that no password has: verified when there is no user, so that time tells nothing. */
let decoy: Promise<string> | undefined;

/** Whether the password has this hash. Takes as long when there is no hash. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  decoy ??= hashPassword(crypto.randomUUID());
  const given = passwordHash ?? (await decoy);
  const isRight = await inTurn(() => verify(given, password.normalize("NFKC")));
  return isRight && passwordHash !== null;
}
