import type { Metadata } from "next";
import { crumb } from "@/components/page/crumb";
import { one, oneGuid } from "@/components/page/list-request";
import { Page } from "@/components/page/page";
import type { SearchParams } from "@/components/page/search-params";
import { WixProblem } from "@/components/page/wix-problem";
import { reader } from "@/lib/operations/reader";
import { readMembers, readProvisionable } from "../queries";
import { ProvisionForm, type Source } from "./form";
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
  return <MemberPicker searchParams={params} text={text} {...found.value} />;
}

async function Provision({ params, memberId }: { params: SearchParams; memberId: string }) {
  const { ownNamespace } = await reader();
  const named = {
    programDefinitionId: oneGuid(params.programDefinitionId),
    poolDefinitionId: oneGuid(params.poolDefinitionId),
  };
  const found = await readProvisionable(memberId, ownNamespace, named);
  if (!found.ok) return <WixProblem failure={found.failure} />;
  const { member, programDefinitions, poolDefinitions } = found.value;
  if (!member)
    return <MemberPicker searchParams={params} text="" members={[]} isCut={false} isGone />;
  const sources = [
    source("program-definitions", programDefinitions),
    source("pool-definitions", poolDefinitions),
  ];
  const chosen = sources
    .flatMap(({ options }) => options)
    .find(({ id }) => id === named.programDefinitionId || id === named.poolDefinitionId);
  return (
    <ProvisionForm
      member={member}
      sources={sources}
      initial={{
        status: "idle",
        key: crypto.randomUUID(),
        typed: {
          from: chosen?.value ?? "",
          displayName: chosen?.label ?? "",
          businessKey: "",
        },
      }}
    />
  );
}

interface Definitions {
  items: readonly { id: string; displayName: string }[];
  isCut: boolean;
}

/** What the form offers of one kind, as plain as a browser needs it. */
function source(kind: Source["kind"], { items, isCut }: Definitions) {
  const options = items.map(({ id, displayName: label }) => ({
    id,
    value: `${kind}:${id}`,
    label,
  }));
  return { kind, options, isCut };
}
