import type { ReactNode } from "react";
import { Changes } from "@/components/page/changes";
import { flatChanges } from "@/components/page/flat-changes";
import { Id } from "@/components/page/id";
import { JsonView } from "@/components/page/json-view";
import { Time } from "@/components/page/time";
import { titleOfKind } from "@/components/words";
import { Card } from "@/components/ui/card";
import type { EntryRow } from "@/lib/audit/read";
import type { Json } from "@/lib/audit/canonical";

interface Props {
  entry: EntryRow;
  /** What the entity was before the attempt. */
  before: Json;
  timeZone: string;
}

const titles: Record<string, string> = {
  intended: "Intended: on record before anything was sent",
  succeeded: "Succeeded",
  failed: "Failed: nothing was changed",
  partial: "Partly done",
  unknown: "Unknown: it may or may not have happened",
  observed: "Observed: an answer that came late",
  refused: "Refused: the role does not allow it",
  undone: "Undone",
  "settled-by-hand": "Settled by hand",
};

/** One fact of the audit log. */
export function Entry({ entry, before, timeZone }: Props) {
  const { content } = entry;
  return (
    <Card
      title={titles[entry.type] ?? entry.type}
      description={<Facts entry={entry} timeZone={timeZone} />}
    >
      {content ? (
        <div className="grid gap-4">
          {content.note && <p>{content.note}</p>}
          {entry.errorCode && (
            <p>
              {titleOfKind(entry.errorCode) ?? "Error"}{" "}
              <code className="font-mono text-muted-foreground">{entry.errorCode}</code>
            </p>
          )}
          {content.after !== null && isOfEntity(entry) && (
            <After before={before} after={content.after} />
          )}
          <div className="flex flex-wrap gap-3">
            <Part label="Input" value={content.input} />
            <Part label="Before" value={content.before} />
            <Part label="After" value={content.after} />
            <Part label="Error" value={content.error} />
          </div>
        </div>
      ) : (
        <p className="text-muted-foreground">
          {entry.erasedAt
            ? "Its content was erased for privacy; the chain still holds."
            : "No content."}
        </p>
      )}
    </Card>
  );
}

/** What a person decided is no version of the entity. */
function isOfEntity(entry: EntryRow): boolean {
  return entry.type !== "settled-by-hand";
}

function Facts({ entry, timeZone }: Omit<Props, "before">): ReactNode {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span>Entry {entry.seq}</span>
      <Time value={entry.at} timeZone={timeZone} style="full" />
      <span className="inline-flex items-center gap-1">
        Hash <Id value={entry.hash} label="hash" />
      </span>
      {entry.wixRequestId && (
        <span className="inline-flex items-center gap-1">
          Wix request <Id value={entry.wixRequestId} label="Wix request id" />
        </span>
      )}
    </span>
  );
}

function After({ before, after }: { before: Json; after: Json }) {
  const entries = flatChanges(before, after);
  if (entries.length === 0) return <p className="text-muted-foreground">No field changed.</p>;
  return (
    <div className="overflow-hidden rounded-lg border">
      <Changes entries={entries} />
    </div>
  );
}

function Part({ label, value }: { label: string; value: Json }) {
  return value === null ? null : <JsonView label={label} value={value} />;
}
