export const namespace = "bench";
export const provider = "215238eb-22a5-4c36-9e7b-e7c08025e04e";

/** A GUID for a number; one program for each member. */
export function memberOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}
