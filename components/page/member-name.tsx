import { Avatar } from "@/components/ui/avatar";
import type { Beneficiary } from "@/lib/wix/beneficiary";
import type { Member } from "@/lib/wix/members";
import { Id } from "./id";

interface Props {
  beneficiary: Beneficiary;
  /** Undefined when the site does not know the member any more. */
  member: Member | undefined;
}

/** Whom something belongs to. */
export function MemberName({ beneficiary, member }: Props) {
  if (member) return <Named member={member} />;
  if (beneficiary.id === null) return "Nobody";
  const words = { member: "Former member", "anonymous-visitor": "Visitor", "wix-user": "Wix user" };
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      {words[beneficiary.kind]}
      <Id value={beneficiary.id} label="beneficiary id" />
    </span>
  );
}

/** A member: picture, name and e-mail. */
export function Named({ member }: { member: Member }) {
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar name={member.name} photo={member.photoUrl ?? undefined} size="sm" />
      <span className="grid min-w-0">
        <span className="wrap-anywhere">{member.name}</span>
        <span className="text-xs wrap-anywhere text-muted-foreground">{member.email}</span>
      </span>
    </span>
  );
}
