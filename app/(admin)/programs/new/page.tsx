import type { Metadata } from "next";
import { crumb } from "@/components/page/crumb";
import { Empty } from "@/components/page/empty";
import { one, oneGuid } from "@/components/page/list-request";
import { Page } from "@/components/page/page";
import type { SearchParams } from "@/components/page/search-params";
import { WixProblem } from "@/components/page/wix-problem";
import { ButtonLink } from "@/components/ui/button";
import { reader } from "@/lib/operations/reader";
import { readMembers, readProvisionable } from "../queries";
import { ProvisionForm } from "./form";
import { MemberPicker } from "./member-picker";
import { sourceOf } from "./sources";

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
  const { ownNamespace, timeZone } = await reader();
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
    sourceOf("program-definitions", programDefinitions, timeZone),
    sourceOf("pool-definitions", poolDefinitions, timeZone),
  ];
  if (sources.every(({ options, isCut }) => options.length === 0 && !isCut)) {
    return <NothingToProvision />;
  }
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
          displayName: chosen?.name ?? "",
          businessKey: "",
        },
      }}
    />
  );
}

/** A choice of nothing would be a dead end. */
function NothingToProvision() {
  return (
    <Empty
      title="There is nothing to provision yet"
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <ButtonLink href="/program-definitions/new">New program definition</ButtonLink>
          <ButtonLink href="/pool-definitions/new">New pool definition</ButtonLink>
        </div>
      }
    >
      A program is made from a program definition, or from a single pool definition. One of them
      must exist first.
    </Empty>
  );
}
