import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { TextLink } from "@/components/ui/text-link";
import { urlOf } from "@/components/ui/href";
import type { HistoryItem } from "@/lib/operations/history";
import { formatCount } from "@/lib/format";
import { AttemptsTable } from "./attempts-table";
import { Changes } from "./changes";
import { flatChanges } from "./flat-changes";
import { Time } from "./time";

interface Props {
  items: readonly HistoryItem[];
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
        <>
          <AttemptsTable items={items} timeZone={timeZone} label="History" />
          {items
            .filter((item) => item.subjectId === subject.id)
            .map((item) => (
              <WhatChanged key={item.id} item={item} timeZone={timeZone} />
            ))}
        </>
      ) : (
        <p className="text-muted-foreground">
          Nothing was changed through Poolkeeper since it was made; other apps leave no trace here.
        </p>
      )}
    </Card>
  );
}

/** Which fields a change of something that was there before has changed. */
function WhatChanged({ item, timeZone }: { item: HistoryItem; timeZone: string }) {
  if (item.before === null || item.after === null) return null;
  const changes = flatChanges(item.before, item.after);
  if (changes.length === 0) return null;
  return (
    <details className="group/change border-t">
      <summary className="flex min-h-9 cursor-pointer list-none items-center gap-1.5 px-4 py-2 text-compact text-muted-foreground hover:text-foreground sm:px-5">
        <Icon
          name="chevron-right"
          className="size-3.5 transition-transform group-open/change:rotate-90 rtl:-scale-x-100"
        />
        <span>
          {formatCount(changes.length, "field", "fields")} changed by {item.actorName},{" "}
          <Time value={item.startedAt} timeZone={timeZone} style="full" />
        </span>
      </summary>
      <Changes entries={changes} />
    </details>
  );
}
