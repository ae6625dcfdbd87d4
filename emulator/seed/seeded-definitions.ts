import { details } from "../state/details";
import { guidOf } from "../state/ids";
import { createItem } from "../state/items";
import { createPoolDefinition, type PoolDefinition } from "../state/pool-definitions";
import { createProgramDefinition } from "../state/program-definitions";
import type { Site } from "../state/site";

/** The namespace that the portal uses when nothing else is said. */
export const namespace = "poolkeeper";

const bookings = "13d21c63-b5ec-5912-8397-c3a5ddb27a97";
const stores = "215238eb-22a5-4c36-9e7b-e7c08025e04e";

/** What programs can be provisioned from. */
export interface Offer {
  displayName: string;
  lookup: { programDefinitionId?: string; poolDefinitionId?: string };
}

/** Two memberships, a pass of its own, and a few items for each benefit. */
export function addDefinitions(site: Site): [Offer, ...Offer[]] {
  const gold = programDefinition(site, "Gold membership");
  const basic = programDefinition(site, "Basic membership");
  const classes = poolDefinition(site, "10 yoga classes a month", {
    programDefinitionIds: [gold, basic],
    unitDisplayName: "classes",
    amount: "10",
    balanceCap: "5",
    benefits: [
      ["group-class", "Group class", "1", bookings],
      ["private-session", "Private session", "3", bookings],
    ],
  });
  const rewards = poolDefinition(site, "Shop rewards", {
    programDefinitionIds: [gold],
    unitDisplayName: "points",
    amount: "50.5",
    benefits: [["water-bottle", "Water bottle", "12.25", stores]],
  });
  const pass = poolDefinition(site, "5-visit pass", {
    programDefinitionIds: [],
    unitDisplayName: "visits",
    amount: "5",
    benefits: [["open-gym", "Open gym", "1", bookings]],
  });
  for (const definition of [classes, rewards, pass]) addItems(site, definition);
  return [
    { displayName: "Gold membership", lookup: { programDefinitionId: gold } },
    ...Array.from({ length: 4 }, () => ({
      displayName: "Basic membership",
      lookup: { programDefinitionId: basic },
    })),
    { displayName: "5-visit pass", lookup: { poolDefinitionId: pass.id } },
    { displayName: "5-visit pass", lookup: { poolDefinitionId: pass.id } },
  ];
}

function programDefinition(site: Site, displayName: string): string {
  const externalId = guidOf(site.store.seed, "program definition", displayName);
  return createProgramDefinition(site, { namespace, externalId, displayName }).id;
}

interface Terms {
  programDefinitionIds: string[];
  unitDisplayName: string;
  amount: string;
  balanceCap?: string;
  benefits: [benefitKey: string, displayName: string, price: string, providerAppId: string][];
}

function poolDefinition(site: Site, displayName: string, terms: Terms): PoolDefinition {
  const { programDefinitionIds, unitDisplayName, amount, balanceCap, benefits } = terms;
  const rolloverConfiguration = { enabled: balanceCap !== undefined, balanceCap };
  const given = {
    namespace,
    displayName,
    programDefinitionIds,
    details: details.parse({
      benefits: benefits.map(([benefitKey, name, price, providerAppId]) => ({
        benefitKey,
        displayName: name,
        price,
        providerAppId,
      })),
      creditConfiguration: { amount, unitDisplayName, rolloverConfiguration },
    }),
  };
  return createPoolDefinition(site, given, "FUTURE_PROVISIONS");
}

function addItems(site: Site, { details }: PoolDefinition): void {
  for (const { itemSetId, displayName, providerAppId = bookings } of details.benefits ?? []) {
    for (const number of [1, 2, 3]) {
      const externalId = guidOf(site.store.seed, "item", itemSetId, String(number));
      const name = `${displayName} ${number}`;
      createItem(site, { namespace, itemSetId, externalId, providerAppId, displayName: name });
    }
  }
}
