"use client";

import { Bare } from "@/components/page/bare";
import { UnexpectedHelp, unexpectedTitle, type Unexpected } from "@/components/page/unexpected";

export default function ErrorPage(props: Unexpected) {
  return (
    <Bare title={unexpectedTitle}>
      <UnexpectedHelp {...props} />
    </Bare>
  );
}
