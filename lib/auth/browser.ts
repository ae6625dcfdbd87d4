import "server-only";
import { randomUUID } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/lib/env";
import { privateCookie } from "./session";

/** A quarter, from the last sign-in on. */
const knownSeconds = 90 * 24 * 3600;

/** The cookie of a browser in which somebody has signed in. It opens nothing. */
export const browserCookie = () => privateCookie("poolkeeper-browser", knownSeconds);

const claims = z.object({ browser: z.uuid(), user: z.uuid() });

/** Which browser this is, where this user has signed in in it before; null for any other. */
export async function knownBrowser(
  token: string | undefined,
  userId: string | undefined,
): Promise<string | null> {
  if (!token || !userId) return null;
  const decoded = await decode({ token, secret: env().secret }).catch(() => null);
  const parsed = claims.safeParse(decoded);
  return parsed.success && parsed.data.user === userId ? parsed.data.browser : null;
}

/** The token by which this browser is known from now on. */
export function browserToken(userId: string, known: string | null): Promise<string> {
  const token = { browser: known ?? randomUUID(), user: userId };
  return encode({ token, secret: env().secret, maxAge: knownSeconds });
}
