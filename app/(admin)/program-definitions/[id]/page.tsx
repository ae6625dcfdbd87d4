import type { Metadata } from "next";
import { cache } from "react";
import { crumb } from "@/components/page/crumb";
import { Empty } from "@/components/page/empty";
import { EntityFacts } from "@/components/page/entity-facts";
import { History } from "@/components/page/history";
import { JsonView } from "@/components/page/json-view";
import { creditsCell, linkCell } from "@/components/page/list-cells";
import { ListTable } from "@/components/page/list-table";
import { NamespaceBadge } from "@/components/page/namespace-badge";
import { Page } from "@/components/page/page";
import { titleOf } from "@/components/page/title";
import { WixProblem } from "@/components/page/wix-problem";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Detail } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/text-link";
import { reader } from "@/lib/operations/reader";
import type { PoolDefinition } from "@/lib/wix/pool-definitions";
import { readProgramDefinition } from "../queries";

interface Props {
  params: Promise<{ id: string }>;
}

/** Once for the title and the page. */
const read = cache(readProgramDefinition);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf(
    await read((await params).id),
    "Program definition",
    (one) => one.programDefinition.displayName,
  );
}

const breadcrumbs = [crumb("/program-definitions", "Program definitions")];

export default async function ProgramDefinitionPage(props: Props) {
  const found = await read((await props.params).id);
  const { timeZone, ownNamespace, canChange } = await reader();
  if (!found.ok) {
    return (
      <Page title="Program definition" breadcrumbs={breadcrumbs}>
        <WixProblem failure={found.failure} />
      </Page>
    );
  }
  const { programDefinition, poolDefinitions, businessKey, history, json } = found.value;
  const { id, displayName, namespace } = programDefinition;
  const add = canChange(namespace) && (
    <ButtonLink href={`/program-definitions/${id}/add`}>Add a pool definition</ButtonLink>
  );
  return (
    <Page
      title={displayName || "Unnamed program definition"}
      status={<NamespaceBadge namespace={namespace} own={ownNamespace} />}
      breadcrumbs={breadcrumbs}
      actions={
        canChange(namespace) &&
        poolDefinitions.length > 0 && (
          <ButtonLink href={`/programs/new?programDefinitionId=${id}`} variant="primary">
            Provision for a member
          </ButtonLink>
        )
      }
    >
      {poolDefinitions.length > 0 ? (
        <Card title="Pool definitions" actions={add} flush>
          <PoolDefinitions items={poolDefinitions} />
        </Card>
      ) : (
        <Empty title="No pool definitions in it yet" action={add}>
          A program made from it would have no pools.{" "}
          {canChange(namespace)
            ? "Add at least one pool definition."
            : "You can only read it here."}
        </Empty>
      )}
      <EntityFacts
        entity={programDefinition}
        noun="program definition"
        externalId={programDefinition.externalId}
        businessKey={businessKey}
        timeZone={timeZone}
      >
        <Detail label="Made from it">
          <TextLink href={`/programs?programDefinitionId=${id}&namespace=all`}>Programs</TextLink>{" "}
          and <TextLink href={`/pools?programDefinitionId=${id}&namespace=all`}>pools</TextLink>
        </Detail>
      </EntityFacts>
      <History items={history} subject={{ kind: "program-definitions", id }} timeZone={timeZone} />
      <JsonView value={JSON.parse(json)} />
    </Page>
  );
}

function PoolDefinitions({ items }: { items: readonly PoolDefinition[] }) {
  return (
    <ListTable
      label="Pool definitions"
      columns={["Name", "Credits", "Benefits"]}
      numeric={["Credits"]}
      rows={items.map(({ id, displayName, details: { benefits, creditConfiguration } }) => ({
        id,
        cells: [
          linkCell(`/pool-definitions/${id}`, displayName || "Unnamed pool definition"),
          creditsCell(creditConfiguration, creditConfiguration?.amount),
          benefits.map((one) => one.displayName || one.benefitKey).join(", "),
        ],
      }))}
    />
  );
}
