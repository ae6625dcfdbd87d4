import type { Metadata } from "next";
import { emptyDetails } from "@/components/details/typed-details";
import { crumb } from "@/components/page/crumb";
import { Page } from "@/components/page/page";
import { WixProblem } from "@/components/page/wix-problem";
import { readNewPoolDefinition } from "../queries";
import { PoolDefinitionForm } from "./form";

export const metadata: Metadata = { title: "New pool definition" };

export default async function NewPoolDefinitionPage() {
  const may = await readNewPoolDefinition();
  return (
    <Page
      title="New pool definition"
      width="form"
      breadcrumbs={[crumb("/pool-definitions", "Pool definitions")]}
    >
      {may.ok ? (
        <PoolDefinitionForm
          initial={{
            status: "idle",
            key: crypto.randomUUID(),
            typed: { ...emptyDetails, displayName: "" },
          }}
        />
      ) : (
        <WixProblem failure={may.failure} />
      )}
    </Page>
  );
}
