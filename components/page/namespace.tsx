import { FilterInput, FilterSelect } from "./filters";

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
