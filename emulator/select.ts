import { type Condition, matches } from "./filter";
import type { Collection, Entity } from "./state/collection";

/** All that fulfil a filter, through the narrowest index that the filter allows. */
export function selected<T extends Entity>(collection: Collection<T>, condition: Condition): T[] {
  const keys = narrowest(collection, condition);
  const candidates = keys
    ? new Set(keys.keys.flatMap((key) => collection.find(keys.index, key)))
    : collection.all();
  return [...candidates].filter((entity) => matches(condition, entity));
}

interface IndexedKeys {
  index: string;
  keys: string[];
}

function narrowest<T extends Entity>(
  collection: Collection<T>,
  condition: Condition,
): IndexedKeys | undefined {
  const cost = ({ index, keys }: IndexedKeys) =>
    keys.reduce((sum, key) => sum + collection.count(index, key), 0);
  return indexed(collection, condition).toSorted((a, b) => cost(a) - cost(b))[0];
}

/** Tests on indexed fields that every match must pass. */
function indexed<T extends Entity>(collection: Collection<T>, condition: Condition): IndexedKeys[] {
  if (condition.kind === "and") return condition.of.flatMap((part) => indexed(collection, part));
  if (condition.kind !== "test" || !collection.hasIndex(condition.path)) return [];
  const { path: index, operator, value } = condition;
  const isList = operator === "$in" || operator === "$hasSome";
  if (operator !== "$eq" && !isList) return [];
  const keys = (isList && Array.isArray(value) ? value : [value]).filter(
    (key): key is string => typeof key === "string",
  );
  return keys.length > 0 || isList ? [{ index, keys }] : [];
}
