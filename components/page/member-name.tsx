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
export function Named({ member }: { member: Pick<Member, "name" | "email" | "photoUrl"> }) {
  const [name, domain] = member.email.split(/(?=@)/);
  return (
    <span className="person">
      <Avatar name={member.name} photo={member.photoUrl ?? undefined} size="sm" />
      {member.name}
      <small>
        {name}
        <wbr />
        {domain}
      </small>
    </span>
  );
}
