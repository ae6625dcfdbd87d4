"use client";

import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Cell, Row, Table } from "@/components/ui/table";
import { Attention } from "./attention";
import type { Difference, FormState } from "./state";
import { SubmitButton } from "./submit-button";

type Stale = Extract<FormState, { status: "stale" }>;

/** Somebody was faster: the three versions of each field, and what to do with the reader's own. */
export function StaleView({ state }: { state: Stale }) {
  return (
    <Attention state={state}>
      <div className="overflow-hidden rounded-lg border border-warning/35">
        <div className="[&>*]:rounded-none [&>*]:border-0">
          <Callout tone="warning" title="Somebody changed this while you were editing">
            Nothing you typed is lost: it is in the form below, laid over what they changed. Where
            both of you changed a field, the form has yours. Compare, then apply it, or discard it.
          </Callout>
        </div>
        <div className="border-y bg-surface">
          <Table
            label="Your version and the one in Wix"
            columns={["Field", "When you opened it", "Now in Wix", "Yours"]}
          >
            {state.differences.map((difference) => (
              <DifferenceRow key={difference.name} {...difference} />
            ))}
          </Table>
        </div>
        <div className="flex flex-wrap gap-2 bg-surface px-4 py-3">
          <SubmitButton intent="apply" variant="primary" pending="Applying…">
            Apply mine to the newest version
          </SubmitButton>
          <SubmitButton intent="discard" pending="Discarding…">
            Discard mine
          </SubmitButton>
        </div>
      </div>
    </Attention>
  );
}

function DifferenceRow({ label, base, theirs, mine }: Difference) {
  const isTheirs = theirs !== base;
  const isMine = mine !== base;
  const isContested = isTheirs && isMine && theirs !== mine;
  return (
    <Row>
      <Cell>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          {label}
          {isContested && <Badge tone="warning">Both changed it</Badge>}
        </span>
      </Cell>
      <Cell>
        <Version text={base} />
      </Cell>
      <Cell>
        <Version text={theirs} isChanged={isTheirs} />
      </Cell>
      <Cell>
        {isTheirs && !isMine ? (
          <span className="text-muted-foreground">left alone: theirs stays</span>
        ) : (
          <Version text={mine} isChanged={isMine} />
        )}
      </Cell>
    </Row>
  );
}

function Version({ text, isChanged = false }: { text: string; isChanged?: boolean }) {
  const value =
    text === "" ? (
      <span className="text-muted-foreground">empty</span>
    ) : (
      <span className="whitespace-pre-line">{text}</span>
    );
  if (!isChanged) return <span className="text-muted-foreground">{value}</span>;
  return (
    <strong className="font-medium">
      {value} <span className="text-xs font-normal text-warning">changed</span>
    </strong>
  );
}
