/** Wix's own apps that provide benefits, by app id. Source: wix-api.md 3.11. */
export const knownApps = [
  { id: "13d21c63-b5ec-5912-8397-c3a5ddb27a97", name: "Wix Bookings" },
  { id: "1522827f-c56c-a5c9-2ac9-00f9e6ae12d3", name: "Wix Pricing Plans" },
  { id: "215238eb-22a5-4c36-9e7b-e7c08025e04e", name: "Wix Stores" },
] as const;

/** The name of an app, or null for one that we do not know. */
export function appName(id: string): string | null {
  return knownApps.find((app) => app.id === id)?.name ?? null;
}
