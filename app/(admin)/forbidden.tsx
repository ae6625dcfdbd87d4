import { Page } from "@/components/page/page";
import { ButtonLink } from "@/components/ui/button";

export default function Forbidden() {
  return (
    <Page
      title="You may not see this"
      description="Your role does not include this page. Ask an owner if you need it."
    >
      <div>
        <ButtonLink href="/">Go to the start</ButtonLink>
      </div>
    </Page>
  );
}
