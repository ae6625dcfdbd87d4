import type { Metadata } from "next";
import { operationWord, sourceWord } from "@/components/operation-words";
import { crumb } from "@/components/page/crumb";
import { Id } from "@/components/page/id";
import { Page } from "@/components/page/page";
import { StatusBadge, statusOf } from "@/components/page/status-badge";
import { SubjectLink } from "@/components/page/subject-link";
import { Time } from "@/components/page/time";
import { WixProblem } from "@/components/page/wix-problem";
import { Card } from "@/components/ui/card";
import { DescriptionList, Detail } from "@/components/ui/description-list";
import { reader } from "@/lib/operations/reader";
import { readAttempt } from "../queries";
import { Entry } from "./entry";
import { EraseForm } from "./form";
import { Open } from "./open";

export const metadata: Metadata = { title: "Audit entry" };

const breadcrumbs = [crumb("/audit", "Audit log")];

export default async function AttemptPage({ params }: { params: Promise<{ id: string }> }) {
  const found = await readAttempt((await params).id);
  const { timeZone, canManage } = await reader();
  if (!found.ok) {
    return (
      <Page title="Audit entry" breadcrumbs={breadcrumbs}>
        <WixProblem failure={found.failure} />
      </Page>
    );
  }
  const attempt = found.value;
  const before =
    attempt.entries.find((entry) => entry.type === "intended")?.content?.before ?? null;
  const isOpen = attempt.outcome === "intended" || attempt.outcome === "unknown";
  return (
    <Page
      title={operationWord(attempt.operation)}
      status={<StatusBadge status={statusOf(attempt.outcome)} />}
      breadcrumbs={breadcrumbs}
    >
      {isOpen && <Open attempt={attempt} timeZone={timeZone} canSettle={canManage} />}
      <Card title="Attempt">
        <DescriptionList>
          <Detail label="Who">{attempt.actorName}</Detail>
          <Detail label="How">{sourceWord(attempt.source)}</Detail>
          <Detail label="About">
            <SubjectLink
              kind={attempt.subjectKind}
              id={attempt.subjectId}
              name={attempt.subjectName}
            />
          </Detail>
          <Detail label="When">
            <Time value={attempt.startedAt} timeZone={timeZone} style="full" />
          </Detail>
          {attempt.reason && <Detail label="Reason">{attempt.reason}</Detail>}
          {attempt.wixRequestId && (
            <Detail label="Wix request id">
              <Id value={attempt.wixRequestId} label="Wix request id" full />
            </Detail>
          )}
          {attempt.requestId && (
            <Detail label="Our request id">
              <Id value={attempt.requestId} label="request id" full />
            </Detail>
          )}
          <Detail label="Attempt id">
            <Id value={attempt.id} label="attempt id" full />
          </Detail>
        </DescriptionList>
      </Card>
      {attempt.entries.map((entry) => (
        <Entry key={entry.seq} entry={entry} before={before} timeZone={timeZone} />
      ))}
      {attempt.canErase && !isOpen && (
        <EraseForm
          id={attempt.id}
          initial={{ status: "idle", key: crypto.randomUUID(), typed: {} }}
        />
      )}
    </Page>
  );
}
