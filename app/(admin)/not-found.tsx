import { Page } from "@/components/page/page";
import { ButtonLink } from "@/components/ui/button";

export default function NotFound() {
  return (
    <Page
      title="There is nothing here"
      description="The address is wrong, or what it led to was deleted in Wix."
    >
      <div>
        <ButtonLink href="/">Go to the start</ButtonLink>
      </div>
    </Page>
  );
}
