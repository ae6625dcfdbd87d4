import type { Metadata } from "next";
import { cache } from "react";
import { crumb } from "@/components/page/crumb";
import { EntityFacts } from "@/components/page/entity-facts";
import { History } from "@/components/page/history";
import { JsonView } from "@/components/page/json-view";
import { MemberName } from "@/components/page/member-name";
import { MemberPools } from "@/components/page/member-pools";
import { NamespaceBadge } from "@/components/page/namespace-badge";
import { Page } from "@/components/page/page";
import { Refresh } from "@/components/page/refresh";
import { StatusBadge } from "@/components/page/status-badge";
import { titleOf } from "@/components/page/title";
import { WixProblem } from "@/components/page/wix-problem";
import { Card } from "@/components/ui/card";
import { Detail } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/text-link";
import { reader } from "@/lib/operations/reader";
import type { Pool } from "@/lib/wix/pools";
import { readProgram } from "../queries";
import { Pools } from "./pools";

interface Props {
  params: Promise<{ id: string }>;
}

/** Once for the title and the page. */
const read = cache(readProgram);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf(await read((await params).id), "Program", (one) => one.program.displayName);
}

const breadcrumbs = [crumb("/programs", "Programs")];
/** Short-lived by Wix's word: the page looks again until they are over. */
const passing: ReadonlySet<string> = new Set(["PROVISIONING", "PAUSING", "RESUMING", "ENDING"]);

export default async function ProgramPage({ params }: Props) {
  const found = await read((await params).id);
  const { timeZone, ownNamespace } = await reader();
  if (!found.ok) {
    return (
      <Page title="Program" breadcrumbs={breadcrumbs}>
        <WixProblem failure={found.failure} />
      </Page>
    );
  }
  const { program, pools, member, balances, businessKey, history, json } = found.value;
  const { id, displayName, namespace, status, programDefinitionId } = program;
  return (
    <Page
      title={displayName || "Unnamed program"}
      status={
        <>
          <StatusBadge status={status} />
          <NamespaceBadge namespace={namespace} own={ownNamespace} />
        </>
      }
      breadcrumbs={breadcrumbs}
      description={<MemberName beneficiary={program.beneficiary} member={member} />}
    >
      {passing.has(status) && <Refresh />}
      <Card title="Pools" flush={pools.length > 0}>
        {pools.length > 0 ? (
          <Pools items={pools} balances={balances} />
        ) : (
          <p className="text-muted-foreground">
            {passing.has(status)
              ? "Wix is making them; this takes a few seconds."
              : "None: the program definition had no pool definitions when it was provisioned."}
          </p>
        )}
      </Card>
      <EntityFacts
        entity={program}
        noun="program"
        externalId={program.externalId}
        businessKey={businessKey}
        timeZone={timeZone}
      >
        <Detail label="Provisioned from">
          <Source programDefinitionId={programDefinitionId} pool={pools[0]} />
        </Detail>
        {member && <MemberPools member={member} />}
      </EntityFacts>
      <History items={history} subject={{ kind: "programs", id }} timeZone={timeZone} />
      <JsonView value={JSON.parse(json)} />
    </Page>
  );
}

/** A definition, by the name that the program's pools tell. */
function Source(props: { programDefinitionId: string | null; pool: Pool | undefined }) {
  const { programDefinitionId, pool } = props;
  if (programDefinitionId) {
    return (
      <TextLink href={`/program-definitions/${programDefinitionId}`}>
        {pool?.programDefinitionDisplayName || "a program definition"}
      </TextLink>
    );
  }
  if (!pool) return "a single pool definition";
  return (
    <TextLink href={`/pool-definitions/${pool.poolDefinitionId}`}>
      a single pool definition
    </TextLink>
  );
}
