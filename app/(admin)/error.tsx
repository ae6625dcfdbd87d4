"use client";

import { Page } from "@/components/page/page";
import { UnexpectedHelp, unexpectedTitle, type Unexpected } from "@/components/page/unexpected";

export default function ErrorPage(props: Unexpected) {
  return (
    <Page title={unexpectedTitle}>
      <UnexpectedHelp {...props} />
    </Page>
  );
}
