import "server-only";

const returned = new WeakMap<object, unknown>();

/** Ties what the SDK returned to our entity, without making it a part of it. Gives back the entity. */
export function returnedAs<T extends object>(entity: T, fromSdk: unknown): T {
  returned.set(entity, fromSdk);
  return entity;
}

/** The JSON of what the SDK returned for this entity, whole: fields that we do not model included. */
export function asReturned(entity: object): string {
  return JSON.stringify(returned.get(entity) ?? entity, null, 2);
}
