import { Badge } from "@/components/ui/badge";

interface Props {
  namespace: string;
  /** Ours, which wears none. */
  own?: string;
}

/** A badge for what belongs to another app. */
export function NamespaceBadge({ namespace, own }: Props) {
  if (namespace === own) return null;
  return (
    <Badge tone="warning">
      <span className="font-mono">{namespace}</span>
    </Badge>
  );
}
