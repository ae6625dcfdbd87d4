/** What the fields of definitions and pools are called on the screen, by the end of their path. */
const labels: Record<string, string> = {
  amount: "Credits in each period",
  balanceCap: "Roll over at most",
  benefitKey: "Key",
  creditConfiguration: "Benefits cost credits",
  description: "Description",
  displayName: "Name",
  enabled: "Unused credits roll over",
  externalId: "External id",
  id: "Id",
  kind: "Beneficiary",
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
  const name = path.split(".").findLast((part) => !/^\[?\d+\]?$/.test(part)) ?? path;
  return labels[name] ?? name;
}
