import "server-only";
import { randomUUID } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { db, type Transaction } from "@/lib/db";
import { env } from "@/lib/env";
import { roles, type Actor } from "./roles";

/** A week. */
export const sessionSeconds = 7 * 24 * 3600;

/** Who is signed in: a user of ours, or a member of the site. */
export type Viewer =
  | { kind: "user"; sessionId: string; id: string; name: string; email: string; actor: Actor }
  | { kind: "member"; sessionId: string; id: string; actor: Actor };

/** Who signs in. */
export type SessionOwner = { kind: "user"; userId: string } | { kind: "member"; memberId: string };

/** The cookie of a session. */
export const sessionCookie = () => privateCookie("poolkeeper-session", sessionSeconds);

/** A cookie out of reach of scripts and of other sites; a secure one has the prefix that browsers enforce. */
export function privateCookie(plainName: string, maxAge: number) {
  const secure = env().isSecure;
  const name = secure ? `__Host-${plainName}` : plainName;
  const options = { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge } as const;
  return { name, options };
}

/** Begins a session; returns the token for the cookie. */
export async function beginSession(owner: SessionOwner, userAgent: string | null): Promise<string> {
  const id = randomUUID();
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + sessionSeconds * 1000);
  await db().session.create({
    data: { id, ...owner, userAgent: userAgent?.slice(0, 300) ?? null, createdAt, expiresAt },
  });
  return encode({ token: { sid: id }, secret: env().secret, maxAge: sessionSeconds });
}

/** Ends a session: its cookie is worth nothing from the next request on. */
export async function revokeSession(id: string): Promise<void> {
  await db().session.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: new Date() },
  });
}

/** Ends all sessions of a user. */
export async function revokeSessionsOf(tx: Transaction, userId: string): Promise<void> {
  await tx.session.updateMany({
    where: { userId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
}

const claims = z.object({ sid: z.uuid() });
const role = z.enum(roles);

/** Whose token this is; null when it is forged, expired or revoked, or its user is disabled. */
export async function viewerOf(token: string): Promise<Viewer | null> {
  const decoded = await decode({ token, secret: env().secret }).catch(() => null);
  const parsed = claims.safeParse(decoded);
  if (!parsed.success) return null;
  const session = await db().session.findUnique({
    where: { id: parsed.data.sid },
    include: { user: true },
  });
  if (!session || session.revokedAt || session.expiresAt <= new Date()) return null;
  if (session.memberId) {
    const id = session.memberId;
    return {
      kind: "member",
      sessionId: session.id,
      id,
      actor: { kind: "member", id, role: "member" },
    };
  }
  const { user } = session;
  if (!user || user.disabledAt) return null;
  const actor: Actor = { kind: "user", id: user.id, role: role.parse(user.role) };
  return {
    kind: "user",
    sessionId: session.id,
    id: user.id,
    name: user.name,
    email: user.email,
    actor,
  };
}
