import type { Metadata } from "next";
import { cache } from "react";
import { DetailsView } from "@/components/details/details-view";
import { Credits } from "@/components/page/credits";
import { crumb } from "@/components/page/crumb";
import { EntityFacts } from "@/components/page/entity-facts";
import { History } from "@/components/page/history";
import { JsonView } from "@/components/page/json-view";
import { MemberName } from "@/components/page/member-name";
import { MemberPools } from "@/components/page/member-pools";
import { NamespaceBadge } from "@/components/page/namespace-badge";
import { Page } from "@/components/page/page";
import { StatusBadge } from "@/components/page/status-badge";
import { titleOf } from "@/components/page/title";
import { WixProblem } from "@/components/page/wix-problem";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DescriptionList, Detail } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/text-link";
import { reader } from "@/lib/operations/reader";
import { readPool } from "../queries";

interface Props {
  params: Promise<{ id: string }>;
}

/** Once for the title and the page. */
const read = cache(readPool);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf(await read((await params).id), "Pool", (one) => one.pool.displayName);
}

const breadcrumbs = [crumb("/pools", "Pools")];

export default async function PoolPage({ params }: Props) {
  const found = await read((await params).id);
  const { timeZone, ownNamespace, canChange } = await reader();
  if (!found.ok) {
    return (
      <Page title="Pool" breadcrumbs={breadcrumbs}>
        <WixProblem failure={found.failure} />
      </Page>
    );
  }
  const { pool, balance, member, poolDefinition, history, json } = found.value;
  const { id, displayName, namespace, details } = pool;
  const unit = details.creditConfiguration?.unitDisplayName;
  return (
    <Page
      title={displayName || "Unnamed pool"}
      status={
        <>
          <StatusBadge status={pool.status} />
          <NamespaceBadge namespace={namespace} own={ownNamespace} />
        </>
      }
      breadcrumbs={breadcrumbs}
      description={<MemberName beneficiary={pool.beneficiary} member={member} />}
      actions={
        canChange(namespace) && (
          <ButtonLink href={`/pools/${id}/edit`} variant="primary">
            Edit pool
          </ButtonLink>
        )
      }
    >
      <Card title="Balance">
        <DescriptionList>
          <Detail label="Available">
            {details.creditConfiguration ? (
              <Credits amount={balance?.available} unit={unit} />
            ) : (
              "Unlimited"
            )}
          </Detail>
          {details.creditConfiguration && (
            <Detail label="Reserved">
              <Credits amount={balance?.reserved} unit={unit} />
            </Detail>
          )}
        </DescriptionList>
      </Card>
      <DetailsView details={details} />
      <EntityFacts entity={pool} noun="pool" timeZone={timeZone}>
        <Detail label="Program">
          <TextLink href={`/programs/${pool.programId}`}>
            {pool.programDisplayName || "Unnamed program"}
          </TextLink>
        </Detail>
        <Detail label="Made from">
          <TextLink href={`/pool-definitions/${pool.poolDefinitionId}`}>
            {poolDefinition?.displayName || "a pool definition"}
          </TextLink>
          {pool.poolDefinitionRevision && `, at its revision ${pool.poolDefinitionRevision}`}
        </Detail>
        {member && <MemberPools member={member} />}
        <Detail label="Renewals">{pool.renewalCount}</Detail>
      </EntityFacts>
      <History items={history} subject={{ kind: "pools", id }} timeZone={timeZone} />
      <JsonView value={JSON.parse(json)} />
    </Page>
  );
}
