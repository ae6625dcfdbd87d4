import type { Metadata } from "next";
import { Credits } from "@/components/page/credits";
import { crumb } from "@/components/page/crumb";
import { EntityFacts } from "@/components/page/entity-facts";
import { History } from "@/components/page/history";
import { JsonView } from "@/components/page/json-view";
import { MemberName } from "@/components/page/member-name";
import { NamespaceBadge } from "@/components/page/namespace";
import { Page } from "@/components/page/page";
import { Refresh } from "@/components/page/refresh";
import { StatusBadge } from "@/components/page/status-badge";
import { WixProblem } from "@/components/page/wix-problem";
import { Card } from "@/components/ui/card";
import { Detail } from "@/components/ui/description-list";
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { reader } from "@/lib/operations/reader";
import type { Balance } from "@/lib/wix/balances";
import type { Pool } from "@/lib/wix/pools";
import { readProgram } from "../queries";

export const metadata: Metadata = { title: "Program" };

const breadcrumbs = [crumb("/programs", "Programs")];
/** Short-lived by Wix's word: the page looks again until they are over. */
const passing: ReadonlySet<string> = new Set(["PROVISIONING", "PAUSING", "RESUMING", "ENDING"]);

export default async function ProgramPage({ params }: { params: Promise<{ id: string }> }) {
  const found = await readProgram((await params).id);
  const { timeZone, ownNamespace } = await reader();
  if (!found.ok) {
    return (
      <Page title="Program" breadcrumbs={breadcrumbs}>
        <WixProblem failure={found.failure} />
      </Page>
    );
  }
  const { program, pools, member, balances, mapping, history, json } = found.value;
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
        mapping={mapping}
        timeZone={timeZone}
      >
        <Detail label="Provisioned from">
          {programDefinitionId ? (
            <TextLink href={`/program-definitions/${programDefinitionId}`}>
              a program definition
            </TextLink>
          ) : (
            "a single pool definition"
          )}
        </Detail>
      </EntityFacts>
      <History items={history} subject={{ kind: "programs", id }} timeZone={timeZone} />
      <JsonView value={JSON.parse(json)} />
    </Page>
  );
}

function Pools(props: { items: readonly Pool[]; balances: ReadonlyMap<string, Balance> }) {
  return (
    <Table label="Pools">
      <TableHead>
        <Column>Pool</Column>
        <Column>Status</Column>
        <Column numeric>Available</Column>
        <Column numeric>In each period</Column>
      </TableHead>
      <TableBody>
        {props.items.map((pool) => {
          const credits = pool.details.creditConfiguration;
          const available = props.balances.get(pool.id)?.available;
          return (
            <Row key={pool.id}>
              <Cell>
                <TextLink href={`/pools/${pool.id}`}>{pool.displayName || "Unnamed pool"}</TextLink>
              </Cell>
              <Cell label="Status">
                <StatusBadge status={pool.status} />
              </Cell>
              <Cell label="Available" numeric>
                {credits ? (
                  <Credits amount={available} unit={credits.unitDisplayName} />
                ) : (
                  "Unlimited"
                )}
              </Cell>
              <Cell label="In each period" numeric>
                {credits ? (
                  <Credits amount={credits.amount} unit={credits.unitDisplayName} />
                ) : (
                  "Unlimited"
                )}
              </Cell>
            </Row>
          );
        })}
      </TableBody>
    </Table>
  );
}
