import type { FormState } from "@/components/form/state";
import { Time } from "@/components/page/time";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import type { AttemptDetail } from "@/lib/audit/read";
import { LookUpForm, SettleForm } from "./form";

interface Props {
  attempt: AttemptDetail & { isLongInDoubt: boolean };
  timeZone: string;
  canSettle: boolean;
}

const idle = (): FormState => ({ status: "idle", key: crypto.randomUUID(), typed: {} });

/** An attempt whose outcome is not known yet: what happens next, and what a person can do. */
export function Open({ attempt, timeZone, canSettle }: Props) {
  const needsPerson = attempt.errorCode === "needs-person";
  const canDecide = needsPerson || attempt.isLongInDoubt;
  const title = needsPerson
    ? "Somebody must decide what became of this"
    : "What became of this is not known yet";
  return (
    <>
      <Callout tone="warning" title={title}>
        {needsPerson ? (
          "Wix does not tell whether it happened. Look into Wix, then say below what you found."
        ) : (
          <>
            It may or may not have happened. It is looked up in Wix after{" "}
            <Time value={attempt.reconcileAt} timeZone={timeZone} style="full" />, and then each
            minute.
          </>
        )}
      </Callout>
      {canSettle && (
        <Card title="Settle it">
          <div className="grid gap-6">
            <LookUpForm id={attempt.id} initial={idle()} />
            {canDecide && <SettleForm id={attempt.id} initial={idle()} />}
          </div>
        </Card>
      )}
    </>
  );
}
