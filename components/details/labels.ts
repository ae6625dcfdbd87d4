/** What the fields of definitions and pools are called on the screen, by the end of their path. */
const labels: Record<string, string> = {
  amount: "Credits in each period",
  balanceCap: "Roll over at most",
  "beneficiary.id": "Beneficiary id",
  "beneficiary.kind": "Beneficiary",
  benefitKey: "Key",
  creditConfiguration: "Benefits cost credits",
  description: "Description",
  displayName: "Name",
  enabled: "Unused credits roll over",
  externalId: "External id",
  namespace: "Namespace",
  poolDefinitionId: "Pool definition",
  poolDefinitionRevision: "Revision of the pool definition",
  price: "Price",
  programDefinitionDisplayName: "Program definition",
  programDefinitionId: "Program definition",
  programDefinitionIds: "In program definitions",
  programDisplayName: "Program",
  programId: "Program",
  providerApp: "Provider app",
  providerAppId: "Provider app",
  renewalCount: "Renewals",
  role: "Role",
  status: "Status",
  unitDisplayName: "Unit",
};

/** The label of a field by its path: `details.creditConfiguration.amount`. */
export function labelOf(path: string): string {
  const names = path.split(".").filter((part) => !/^\[?\d+\]?$/.test(part));
  const name = names.at(-1) ?? path;
  return labels[names.slice(-2).join(".")] ?? labels[name] ?? name;
}
