import type { Metadata } from "next";
import { crumb } from "@/components/page/crumb";
import { Empty } from "@/components/page/empty";
import { Page } from "@/components/page/page";
import { WixProblem } from "@/components/page/wix-problem";
import { ButtonLink } from "@/components/ui/button";
import { readAddable } from "../../queries";
import { AddPoolDefinitionForm } from "./form";

export const metadata: Metadata = { title: "Add a pool definition" };

const list = crumb("/program-definitions", "Program definitions");

export default async function AddPoolDefinitionPage(props: { params: Promise<{ id: string }> }) {
  const found = await readAddable((await props.params).id);
  if (!found.ok) {
    return (
      <Page title="Add a pool definition" width="form" breadcrumbs={[list]}>
        <WixProblem failure={found.failure} />
      </Page>
    );
  }
  const { programDefinition, poolDefinitions, isCut } = found.value;
  const { id, displayName } = programDefinition;
  return (
    <Page
      title="Add a pool definition"
      width="form"
      breadcrumbs={[list, crumb(`/program-definitions/${id}`, displayName)]}
    >
      {poolDefinitions.length === 0 && !isCut ? (
        <Empty
          title="There is nothing to add"
          action={<ButtonLink href="/pool-definitions/new">New pool definition</ButtonLink>}
        >
          Every pool definition of this namespace is in it already.
        </Empty>
      ) : (
        <AddPoolDefinitionForm
          programDefinitionId={id}
          options={poolDefinitions.map((one) => ({ value: one.id, label: one.displayName }))}
          isCut={isCut}
          initial={{ status: "idle", key: crypto.randomUUID(), typed: {} }}
        />
      )}
    </Page>
  );
}
