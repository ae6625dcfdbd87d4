import { Bare } from "@/components/page/bare";
import { ButtonLink } from "@/components/ui/button";

export default function NotFound() {
  return (
    <Bare
      title="There is nothing here"
      description="The address is wrong, or what it led to was deleted in Wix."
    >
      <div>
        <ButtonLink href="/">Go to the start</ButtonLink>
      </div>
    </Bare>
  );
}
