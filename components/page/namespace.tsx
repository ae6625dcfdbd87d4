import { Badge } from "@/components/ui/badge";
import { FilterInput, FilterSelect } from "./filters";

/** A badge for what belongs to another app; nothing for our own. */
export function NamespaceBadge({ namespace, own }: { namespace: string; own: string }) {
  if (namespace === own) return null;
  return (
    <Badge tone="warning">
      <span className="font-mono">{namespace}</span>
    </Badge>
  );
}

/** Ours, all, or the one that the address names. */
export function NamespaceFilter({ value, own }: { value: string | undefined; own: string }) {
  const others = value && value !== own && value !== "all" ? [{ value, label: value }] : [];
  return (
    <FilterSelect
      name="namespace"
      label="Namespace"
      value={value === own ? "" : (value ?? "")}
      any={own}
      options={[...others, { value: "all", label: "All namespaces" }]}
    />
  );
}

/** Whatever other namespace, by its name. */
export function OtherNamespaceFilter({ value }: { value: string | undefined }) {
  return (
    <FilterInput
      name="otherNamespace"
      label="Another namespace"
      value={value}
      placeholder="@wix/pricing-plans"
    />
  );
}
