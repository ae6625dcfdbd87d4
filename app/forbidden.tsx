import { Bare } from "@/components/page/bare";
import { ButtonLink } from "@/components/ui/button";

export default function Forbidden() {
  return (
    <Bare
      title="You may not see this"
      description="Your role does not include this page. Ask an owner if you need it."
    >
      <div>
        <ButtonLink href="/">Go to the start</ButtonLink>
      </div>
    </Bare>
  );
}
