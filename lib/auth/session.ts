import "server-only";
import { randomUUID } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { ask, db, type Transaction } from "@/lib/db";
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

const viewerQuery = `
  SELECT s."memberId", s."userId", u."name", u."email", u."role"
  FROM "Session" AS s LEFT JOIN "User" AS u ON u."id" = s."userId"
  WHERE s."id" = $1::uuid AND s."revokedAt" IS NULL AND s."expiresAt" > now() AND u."disabledAt" IS NULL`;

const held = z.object({
  memberId: z.uuid().nullable(),
  userId: z.uuid().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  role: z.enum(roles).nullable(),
});

/** Whose token this is; null when it is forged, expired or revoked, or its user is disabled. */
export async function viewerOf(token: string): Promise<Viewer | null> {
  const sessionId = await sessionIdIn(token);
  if (!sessionId) return null;
  // One query: each page asks it before anything else.
  const [row] = await ask(viewerQuery, [sessionId]);
  const { memberId, userId, name, email, role } = held.nullable().parse(row ?? null) ?? {};
  if (memberId) {
    const actor: Actor = { kind: "member", id: memberId, role: "member" };
    return { kind: "member", sessionId, id: memberId, actor };
  }
  if (!userId || !role) return null;
  const actor: Actor = { kind: "user", id: userId, role };
  return { kind: "user", sessionId, id: userId, name: name ?? "", email: email ?? "", actor };
}

const claims = z.object({ sid: z.uuid() });
const known = new Map<string, string>();
const knownMax = 1_000;

/**
 * The session that a token of ours names, or null. Remembered, because to decrypt it takes longer than to look the
 * session up: whether that still counts is in its row, which is read each time.
 */
async function sessionIdIn(token: string): Promise<string | null> {
  const before = known.get(token);
  if (before) return before;
  const decoded = await decode({ token, secret: env().secret }).catch(() => null);
  const id = claims.safeParse(decoded).data?.sid ?? null;
  if (!id) return null;
  const [oldest] = known.size < knownMax ? [] : known.keys();
  if (oldest !== undefined) known.delete(oldest);
  known.set(token, id);
  return id;
}
