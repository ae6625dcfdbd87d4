import type { Metadata } from "next";
import { crumb } from "@/components/page/crumb";
import { one, oneGuid } from "@/components/page/list-request";
import { Page } from "@/components/page/page";
import type { SearchParams } from "@/components/page/search-params";
import { WixProblem } from "@/components/page/wix-problem";
import { reader } from "@/lib/operations/reader";
import { readMembers, readProvisionable } from "../queries";
import { ProvisionForm } from "./form";
import { MemberPicker } from "./member-picker";

export const metadata: Metadata = { title: "Provision a program" };

/** First the member, then the program: each step is an address, so going back loses nothing. */
export default async function ProvisionPage(props: { searchParams: Promise<SearchParams> }) {
  const params = await props.searchParams;
  const memberId = oneGuid(params.memberId);
  return (
    <Page
      title="Provision a program"
      width="form"
      breadcrumbs={[crumb("/programs", "Programs")]}
      description={memberId ? undefined : "Who is it for? Find the member by name or e-mail."}
    >
      {memberId ? <Provision params={params} memberId={memberId} /> : <Find params={params} />}
    </Page>
  );
}

async function Find({ params }: { params: SearchParams }) {
  const text = one(params.member)?.trim() ?? "";
  const found = await readMembers(text);
  if (!found.ok) return <WixProblem failure={found.failure} />;
  return <MemberPicker searchParams={params} text={text} members={found.value} />;
}

async function Provision({ params, memberId }: { params: SearchParams; memberId: string }) {
  const { ownNamespace } = await reader();
  const found = await readProvisionable(memberId, ownNamespace);
  if (!found.ok) return <WixProblem failure={found.failure} />;
  const { member, programDefinitions, poolDefinitions } = found.value;
  if (!member) return <MemberPicker searchParams={params} text="" members={[]} isGone />;
  const from = oneGuid(params.programDefinitionId);
  const chosen = programDefinitions.find((definition) => definition.id === from);
  return (
    <ProvisionForm
      member={member}
      programDefinitions={programDefinitions.map(({ id, displayName }) => ({ id, displayName }))}
      poolDefinitions={poolDefinitions.map(({ id, displayName }) => ({ id, displayName }))}
      initial={{
        status: "idle",
        key: crypto.randomUUID(),
        typed: {
          from: chosen ? `program-definitions:${chosen.id}` : "",
          displayName: chosen?.displayName ?? "",
          businessKey: "",
        },
      }}
    />
  );
}
