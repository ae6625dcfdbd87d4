import type { Metadata } from "next";
import { CreatedFilter, createdNames, createdOf } from "@/components/page/created-filter";
import { Empty } from "@/components/page/empty";
import { FilterId, FilterSelect, MoreFilters } from "@/components/page/filters";
import { ListPage } from "@/components/page/list-page";
import { listRequest, one, oneOf, some } from "@/components/page/list-request";
import { NamespaceFilter, OtherNamespaceFilter } from "@/components/page/namespace";
import type { SearchParams } from "@/components/page/search-params";
import { statusWord } from "@/components/page/status-badge";
import { ButtonLink } from "@/components/ui/button";
import { reader } from "@/lib/operations/reader";
import { idNames, readPools, statuses } from "./queries";
import { PoolsTable } from "./table";

export const metadata: Metadata = { title: "Pools" };

const idLabels: Record<(typeof idNames)[number], string> = {
  id: "Pool id",
  poolDefinitionId: "Pool definition id",
  programDefinitionId: "Program definition id",
  programId: "Program id",
  memberId: "Member id",
  wixUserId: "Wix user id",
  itemSetId: "Item set id",
  providerAppId: "Provider app id",
};

const beneficiaries = [
  { value: "some", label: "Somebody's" },
  { value: "none", label: "Nobody's" },
] as const;

export default async function PoolsPage(props: { searchParams: Promise<SearchParams> }) {
  const params = await props.searchParams;
  const { timeZone, ownNamespace, canManage } = await reader();
  const list = listRequest(params, ownNamespace);
  const more = [...idNames, "beneficiary", "otherNamespace", ...createdNames];
  const beneficiary = beneficiaries.find(({ value }) => value === params.beneficiary)?.value;
  const request = {
    ...list,
    ...createdOf(params, timeZone),
    status: oneOf(statuses, params.status),
    hasBeneficiary: beneficiary && beneficiary === "some",
    ids: some(params, idNames),
  };
  return (
    <ListPage
      title="Pools"
      description="The credits of members, one pool for each pool definition of their programs."
      filters={
        <>
          <FilterSelect
            name="status"
            label="Status"
            value={request.status}
            options={statuses.map((value) => ({ value, label: statusWord(value) }))}
          />
          <NamespaceFilter value={one(params.namespace)} own={ownNamespace} />
          <MoreFilters isSet={more.some((name) => one(params[name]))}>
            {idNames.map((name) => (
              <FilterId key={name} name={name} label={idLabels[name]} value={one(params[name])} />
            ))}
            <FilterSelect
              name="beneficiary"
              label="Whose"
              value={beneficiary}
              options={beneficiaries}
            />
            <OtherNamespaceFilter value={one(params.otherNamespace)} />
            <CreatedFilter searchParams={params} />
          </MoreFilters>
        </>
      }
      filterNames={["status", "namespace", ...more]}
      searchParams={params}
      limit={list.limit}
      found={await readPools(request)}
      empty={
        <Empty
          icon="arrow-left-right"
          title="No pools yet"
          action={canManage && <ButtonLink href="/programs/new">Provision a program</ButtonLink>}
        >
          Pools come with programs: provision one, and its pools are here.
        </Empty>
      }
    >
      {(page) => <PoolsTable {...page} ownNamespace={ownNamespace} />}
    </ListPage>
  );
}
