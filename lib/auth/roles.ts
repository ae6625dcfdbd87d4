/** Who works here. Source: product.md, People. */
export const roles = ["owner", "manager", "operator", "viewer"] as const;
export type Role = (typeof roles)[number];

/** Who can act: a user by role, a member for themselves, and the system (start, command line). */
export type Actor =
  | { kind: "user"; id: string; role: Role }
  | { kind: "member"; id: string; role: "member" }
  | { kind: "system"; id: string; role: "system" };

export type ActorRole = Actor["role"];

/** Everyone who signs in with a password: all of them may read. */
export const readers: readonly ActorRole[] = roles;
