import type { Metadata } from "next";
import { cache } from "react";
import { DetailsView } from "@/components/details/details-view";
import { crumb } from "@/components/page/crumb";
import { EntityFacts } from "@/components/page/entity-facts";
import { History } from "@/components/page/history";
import { JsonView } from "@/components/page/json-view";
import { NamespaceBadge } from "@/components/page/namespace-badge";
import { Page } from "@/components/page/page";
import { titleOf } from "@/components/page/title";
import { WixProblem } from "@/components/page/wix-problem";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Detail } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/text-link";
import { reader } from "@/lib/operations/reader";
import type { ProgramDefinition } from "@/lib/wix/program-definitions";
import { readPoolDefinition } from "../queries";

interface Props {
  params: Promise<{ id: string }>;
}

/** Once for the title and the page. */
const read = cache(readPoolDefinition);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf(
    await read((await params).id),
    "Pool definition",
    (one) => one.poolDefinition.displayName,
  );
}

const breadcrumbs = [crumb("/pool-definitions", "Pool definitions")];

export default async function PoolDefinitionPage({ params }: Props) {
  const found = await read((await params).id);
  const { timeZone, ownNamespace, canChange } = await reader();
  if (!found.ok) {
    return (
      <Page title="Pool definition" breadcrumbs={breadcrumbs}>
        <WixProblem failure={found.failure} />
      </Page>
    );
  }
  const { poolDefinition, programDefinitions, history, json } = found.value;
  const { id, displayName, namespace } = poolDefinition;
  return (
    <Page
      title={displayName || "Unnamed pool definition"}
      status={<NamespaceBadge namespace={namespace} own={ownNamespace} />}
      breadcrumbs={breadcrumbs}
      actions={
        canChange(namespace) &&
        poolDefinition.programDefinitionIds.length === 0 && (
          <ButtonLink href={`/programs/new?poolDefinitionId=${id}`} variant="primary">
            Provision for a member
          </ButtonLink>
        )
      }
    >
      <DetailsView details={poolDefinition.details} />
      <Card title="Program definitions that contain it">
        <Memberships items={programDefinitions} />
      </Card>
      <EntityFacts entity={poolDefinition} noun="pool definition" timeZone={timeZone}>
        <Detail label="Made from it">
          <TextLink href={`/pools?poolDefinitionId=${id}&namespace=all`}>Pools</TextLink>
        </Detail>
      </EntityFacts>
      <History items={history} subject={{ kind: "pool-definitions", id }} timeZone={timeZone} />
      <JsonView value={JSON.parse(json)} />
    </Page>
  );
}

function Memberships({ items }: { items: readonly ProgramDefinition[] }) {
  if (items.length === 0) {
    return (
      <p className="text-muted-foreground">
        None: it can be provisioned on its own, or added on the page of a{" "}
        <TextLink href="/program-definitions">program definition</TextLink>.
      </p>
    );
  }
  return (
    <ul className="grid gap-2">
      {items.map((one) => (
        <li key={one.id}>
          <TextLink href={`/program-definitions/${one.id}`}>{one.displayName}</TextLink>
        </li>
      ))}
    </ul>
  );
}
