import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { urlOf } from "@/components/ui/href";
import type { NamedAttempt } from "@/lib/operations/history";
import { AttemptsTable } from "./attempts-table";

interface Props {
  items: readonly NamedAttempt[];
  subject: { kind: string; id: string };
  timeZone: string;
}

/** What was done to one thing, from the audit log. */
export function History({ items, subject, timeZone }: Props) {
  const all = urlOf(`/audit?subject=${subject.id}`);
  return (
    <Card
      title="History"
      flush={items.length > 0}
      actions={items.length > 0 && <TextLink href={all}>All in the audit log</TextLink>}
    >
      {items.length > 0 ? (
        <AttemptsTable items={items} timeZone={timeZone} label="History" />
      ) : (
        <p className="text-muted-foreground">
          Nothing was done to it through Poolkeeper yet; other apps leave no trace here.
        </p>
      )}
    </Card>
  );
}
