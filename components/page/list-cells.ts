import type { Route } from "next";
import { formatTime, type TimeStyle } from "@/lib/format";
import type { BoundKey } from "@/lib/mappings/mappings";
import type { Beneficiary } from "@/lib/wix/beneficiary";
import type { CreditConfiguration } from "@/lib/wix/details";
import type { Member } from "@/lib/wix/members";
import type { Status } from "./status-badge";

export interface ListRow {
  id: string;
  cells: readonly ListCell[];
}

/** What one cell of a list says; how it looks is list-table.tsx. A text is itself. */
export type ListCell =
  | string
  | { kind: "link"; href: string; text: string; foreign?: string }
  | { kind: "member"; name: string; email: string; photoUrl: string | null }
  | { kind: "beneficiary"; beneficiary: Beneficiary }
  | { kind: "key"; text: string; generation: number }
  | { kind: "status"; status: Status }
  | TimeCell
  | { kind: "credits"; amount: string | undefined; unit: string }
  | { kind: "subject"; subjectKind: string | null; subjectId: string | null; name?: string }
  | { kind: "id"; id: string; noun: string };

export interface TimeCell {
  kind: "time";
  iso: string;
  text: string;
  /** All of it, with its zone. */
  title: string;
}

/** The name of a row, which leads to its page; with the namespace of what belongs to another app. */
export function linkCell<T extends string>(
  href: Route<T>,
  text: string,
  of?: { namespace: string; ownNamespace: string },
): ListCell {
  const isForeign = of && of.namespace !== of.ownNamespace;
  return { kind: "link", href, text, ...(isForeign ? { foreign: of.namespace } : {}) };
}

/** Whom a row belongs to; `members` are those that the site knows. */
export function personCell(
  beneficiary: Beneficiary,
  members: ReadonlyMap<string, Member>,
): ListCell {
  const member = members.get(beneficiary.id ?? "");
  if (!member) return { kind: "beneficiary", beneficiary };
  const { name, email, photoUrl } = member;
  return { kind: "member", name, email, photoUrl };
}

/** What something was about, with its name where that is on record. */
export function aboutCell(about: {
  subjectKind: string | null;
  subjectId: string | null;
  subjectName?: string | undefined;
}): ListCell {
  const { subjectKind, subjectId, subjectName: name } = about;
  return { kind: "subject", subjectKind, subjectId, ...(name ? { name } : {}) };
}

/** A time, in words already: the browser may know other words for it. */
export function timeCell(value: Date | string, timeZone: string, style?: TimeStyle): TimeCell {
  return {
    kind: "time",
    iso: new Date(value).toISOString(),
    text: formatTime(value, timeZone, style),
    title: `${formatTime(value, timeZone, "full")} (${timeZone})`,
  };
}

/** The key of a row; a dash where there is none. */
export function keyCell(key: BoundKey | undefined): ListCell {
  return key ? { kind: "key", text: key.key, generation: key.generation } : "–";
}

/** An amount of what a pool's credits are; without a credit configuration it has no end. */
export function creditsCell(
  credits: CreditConfiguration | null,
  amount: string | undefined,
): ListCell {
  return credits ? { kind: "credits", amount, unit: credits.unitDisplayName } : "Unlimited";
}
