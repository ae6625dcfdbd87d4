import type { Acted } from "@/lib/operations/act";

/** The same outcome, with what is said of one field of the input said at another of the form. */
export function saidAt<O extends Acted>(outcome: O, input: string, field: string): O {
  const words = outcome.status === "invalid" ? outcome.fields[input] : undefined;
  if (outcome.status !== "invalid" || words === undefined || input === field) return outcome;
  const { [input]: _, ...others } = outcome.fields;
  return { ...outcome, fields: { ...others, [field]: words } };
}
