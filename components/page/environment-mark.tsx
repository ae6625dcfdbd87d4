import { Badge } from "@/components/ui/badge";
import { shortId } from "@/lib/format";

export interface Environment {
  kind: "wix" | "emulator";
  siteId: string;
  namespace: string;
}

/** Whether what is done here is done to a real site. */
export function EnvironmentMark({ environment }: { environment: Environment }) {
  const isWix = environment.kind === "wix";
  return (
    <Badge
      tone={isWix ? "accent" : "warning"}
      icon={isWix ? "before:icon-[lucide--globe]" : "before:icon-[lucide--flask-conical]"}
    >
      {isWix ? "Wix" : "Emulator"}
    </Badge>
  );
}

export function EnvironmentDetail({ environment }: { environment: Environment }) {
  return (
    <dl className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted-foreground [&>div]:flex [&>div]:gap-1.5">
      <div>
        <dt>Site</dt>
        <dd title={environment.siteId} className="font-mono text-foreground">
          {shortId(environment.siteId)}
        </dd>
      </div>
      <div>
        <dt>Namespace</dt>
        <dd className="font-mono text-foreground">{environment.namespace}</dd>
      </div>
    </dl>
  );
}
