import { Detail } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/text-link";
import type { Member } from "@/lib/wix/members";

/** The way from one thing of a member to all that they have. */
export function MemberPools({ member }: { member: Member }) {
  return (
    <Detail label="Member">
      <TextLink href={`/pools?memberId=${member.id}&namespace=all`}>
        All pools of {member.name}
      </TextLink>
    </Detail>
  );
}
