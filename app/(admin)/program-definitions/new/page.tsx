import type { Metadata } from "next";
import { crumb } from "@/components/page/crumb";
import { Page } from "@/components/page/page";
import { WixProblem } from "@/components/page/wix-problem";
import { readNewProgramDefinition } from "../queries";
import { ProgramDefinitionForm } from "./form";

export const metadata: Metadata = { title: "New program definition" };

export default async function NewProgramDefinitionPage() {
  const may = await readNewProgramDefinition();
  return (
    <Page
      title="New program definition"
      width="form"
      breadcrumbs={[crumb("/program-definitions", "Program definitions")]}
    >
      {may.ok ? (
        <ProgramDefinitionForm
          initial={{
            status: "idle",
            key: crypto.randomUUID(),
            typed: { displayName: "", businessKey: "" },
          }}
        />
      ) : (
        <WixProblem failure={may.failure} />
      )}
    </Page>
  );
}
