import type { Fact, Kind, Surface } from "./surface";

export interface Difference {
  change: "added" | "removed" | "changed";
  kind: Kind;
  path: string;
  before?: string;
  after?: string;
}

/** Every fact that only one of both has, or has otherwise. What is within something new or gone is not told again. */
export function differences(before: Surface, after: Surface): Difference[] {
  const removed = onlyIn(before, after).map((fact) => told("removed", fact, { before: fact.text }));
  const added = onlyIn(after, before).map((fact) => told("added", fact, { after: fact.text }));
  const changed = [...after].flatMap(([key, fact]) => {
    const old = before.get(key);
    if (!old || old.text === fact.text) return [];
    return told("changed", fact, { before: old.text, after: fact.text });
  });
  return [...outermost(removed), ...outermost(added), ...changed];
}

function onlyIn(one: Surface, other: Surface): Fact[] {
  return [...one].flatMap(([key, fact]) => (other.has(key) ? [] : fact));
}

function told(
  change: Difference["change"],
  { kind, path }: Fact,
  texts: { before?: string; after?: string },
): Difference {
  return { change, kind, path, ...texts };
}

const containers = new Set<Kind>(["type", "method", "field"]);

function outermost(all: Difference[]): Difference[] {
  const whole = new Set(all.filter(({ kind }) => containers.has(kind)).map(({ path }) => path));
  return all.filter(({ path }) => !ancestors(path).some((one) => whole.has(one)));
}

/** "Pool.details.price @max" is within "Pool.details.price", "Pool.details" and "Pool". */
function ancestors(path: string): string[] {
  return [...path.matchAll(/[.[ ]/g)].map(({ index }) => path.slice(0, index));
}
