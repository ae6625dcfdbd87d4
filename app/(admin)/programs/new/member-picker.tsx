import { one } from "@/components/page/list-request";
import { Named } from "@/components/page/member-name";
import { searchWith, type SearchParams } from "@/components/page/search-params";
import { Link } from "@/components/ui/link";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { Member } from "@/lib/wix/members";

interface Props {
  searchParams: SearchParams;
  text: string;
  members: readonly Member[];
  /** There are more of them. */
  isCut: boolean;
  /** The member that the address names is not there. */
  isGone?: boolean;
}

export function MemberPicker({ searchParams, text, members, isCut, isGone }: Props) {
  const names = ["programDefinitionId", "poolDefinitionId"];
  const definitions = names.map((name) => ({ name, value: one(searchParams[name]) }));
  return (
    <>
      {isGone && (
        <Callout tone="warning" title="The site does not have this member">
          They may have left. Find another member.
        </Callout>
      )}
      <search>
        <form method="get" className="flex flex-wrap items-end gap-3">
          {definitions.map(
            ({ name, value }) =>
              value && <input key={name} type="hidden" name={name} value={value} />,
          )}
          <div className="grid min-w-0 grow gap-1.5">
            <Label htmlFor="member">Name or e-mail</Label>
            <Input
              id="member"
              name="member"
              type="search"
              defaultValue={text}
              maxLength={100}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- The page is for this alone, until it has something to read.
              autoFocus={text === "" && !isGone}
            />
          </div>
          <Button type="submit" variant="primary">
            <Icon name="search" />
            Find
          </Button>
        </form>
      </search>
      {text !== "" && <Found {...{ searchParams, text, members, isCut }} />}
    </>
  );
}

function Found({ searchParams, text, members, isCut }: Omit<Props, "isGone">) {
  if (members.length === 0) {
    return (
      <output className="text-muted-foreground">
        No member has “{text}” in their name or e-mail. Try a part of it.
      </output>
    );
  }
  return (
    <Card title="Choose the member" flush>
      <ul className="divide-y">
        {members.map((member) => (
          <li key={member.id}>
            <Link
              href={searchWith(searchParams, { memberId: member.id, member: undefined })}
              className="flex min-h-14 items-center px-4 py-2 hover:bg-muted focus-visible:-outline-offset-2 sm:px-5"
            >
              <Named member={member} />
            </Link>
          </li>
        ))}
      </ul>
      {isCut && (
        <p className="border-t px-4 py-3 text-compact text-muted-foreground sm:px-5">
          There are more than these {members.length}. Give more of the name, or the e-mail address.
        </p>
      )}
    </Card>
  );
}
