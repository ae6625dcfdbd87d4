import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import type { Answer } from "@/lib/operations/query";
import { Empty } from "./empty";
import { Filters } from "./filters";
import { one } from "./list-request";
import { Page } from "./page";
import { Pager } from "./pager";
import { searchWith, type SearchParams } from "./search-params";
import { TextLink } from "@/components/ui/text-link";
import { urlOf } from "@/components/ui/href";
import { WixProblem } from "./wix-problem";

interface Listed {
  items: readonly unknown[];
  next: string | null;
  prev: string | null;
  isCursorBad?: boolean;
}

interface Props<P extends Listed> {
  title: string;
  description: string;
  actions?: ReactNode;
  filters: ReactNode;
  /** The parameters that the filters set. */
  filterNames: readonly string[];
  searchParams: SearchParams;
  limit: number;
  found: Answer<P>;
  /** What to show, and do next, when there is nothing at all. */
  empty: ReactNode;
  children: (page: P) => ReactNode;
}

/** Every list: filters, what was found or why not, and the way to the other pages. All state is in the address. */
export function ListPage<P extends Listed>(props: Props<P>) {
  const { title, description, actions, filters, filterNames, searchParams, found } = props;
  return (
    <Page title={title} description={description} actions={actions}>
      <Filters searchParams={searchParams} names={filterNames}>
        {filters}
      </Filters>
      {found.ok ? <Found {...props} page={found.value} /> : <WixProblem failure={found.failure} />}
    </Page>
  );
}

function Found<P extends Listed>(props: Props<P> & { page: P }) {
  const { page, searchParams, limit, filterNames, empty, children } = props;
  const isFiltered = filterNames.some((name) => one(searchParams[name]));
  if (page.items.length === 0) {
    return isFiltered ? <NothingFits {...{ searchParams, filterNames }} /> : empty;
  }
  return (
    <>
      {page.isCursorBad && (
        <Callout title="This is the first page">
          The page that the address names does not exist any more.
        </Callout>
      )}
      <Card flush>{children(page)}</Card>
      <Pager
        searchParams={searchParams}
        limit={limit}
        count={page.items.length}
        next={page.next ?? undefined}
        previous={page.prev ?? undefined}
      />
    </>
  );
}

function NothingFits({
  searchParams,
  filterNames,
}: Pick<Props<Listed>, "searchParams" | "filterNames">) {
  const none = Object.fromEntries(["cursor", ...filterNames].map((name) => [name, undefined]));
  return (
    <Empty
      title="Nothing fits these filters"
      action={<TextLink href={urlOf(searchWith(searchParams, none))}>Clear the filters</TextLink>}
    />
  );
}
