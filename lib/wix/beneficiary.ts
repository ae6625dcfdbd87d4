import "server-only";
import type { programs } from "@wix/benefit-programs";
import { requiredGuid, type Guid } from "./guid";

/** Whom a program is for. Source: `IdentificationData` of the typings, one of three. */
export type Beneficiary =
  | { kind: "member"; id: Guid }
  | { kind: "anonymous-visitor"; id: Guid }
  | { kind: "wix-user"; id: Guid }
  | { kind: "unknown"; id: null };

/**
 * A member, as Wix takes it. `identityType` is hidden in the typings, yet without it some methods
 * silently find nothing (wix-api.md 0.13).
 */
export function memberToWix(memberId: Guid): programs.IdentificationData {
  const identified = { identityType: "MEMBER" as const, memberId };
  return identified;
}

export function beneficiaryFromWix(held: programs.IdentificationData | undefined): Beneficiary {
  if (held?.memberId) return { kind: "member", id: requiredGuid(held.memberId, "memberId") };
  if (held?.anonymousVisitorId)
    return {
      kind: "anonymous-visitor",
      id: requiredGuid(held.anonymousVisitorId, "anonymousVisitorId"),
    };
  if (held?.wixUserId) return { kind: "wix-user", id: requiredGuid(held.wixUserId, "wixUserId") };
  return { kind: "unknown", id: null };
}

/** The members among these beneficiaries. */
export function memberIdsOf(owned: readonly { beneficiary: Beneficiary }[]): Guid[] {
  return owned.flatMap(({ beneficiary }) =>
    beneficiary.kind === "member" ? [beneficiary.id] : [],
  );
}
