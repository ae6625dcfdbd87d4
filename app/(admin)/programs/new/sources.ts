import type { SelectOption } from "@/components/form/select-field";
import { formatTime, shortId } from "@/lib/format";

/** What a program can be made from: an option, and what the program is called when nobody says otherwise. */
export interface Choice extends SelectOption {
  id: string;
  name: string;
}

/** What a program can be made from, of one kind. */
export interface Source {
  kind: "program-definitions" | "pool-definitions";
  options: readonly Choice[];
  /** Whether there are more than the list shows. */
  isCut: boolean;
}

interface Definitions {
  items: readonly { id: string; displayName: string; createdDate: Date }[];
  isCut: boolean;
}

/** What a program's name may have; a pool definition's may have twice as many. Source: wix-api.md 3. */
export const nameMax = 64;

/** What the form offers of one kind, as plain as a browser needs it. Equal names are told apart. */
export function sourceOf(
  kind: Source["kind"],
  { items, isCut }: Definitions,
  timeZone: string,
): Source {
  const options = items.map(({ id, displayName, createdDate }) => {
    const isAlone = items.every((one) => one.id === id || one.displayName !== displayName);
    const made = `made ${formatTime(createdDate, timeZone)}, ${shortId(id)}`;
    return {
      id,
      value: `${kind}:${id}`,
      label: isAlone ? displayName : `${displayName} (${made})`,
      name: cut(displayName),
    };
  });
  return { kind, options, isCut };
}

/** Half of a character, which would be refused, goes with the rest. */
function cut(name: string): string {
  return name
    .slice(0, nameMax)
    .replace(/\p{Surrogate}$/u, "")
    .trimEnd();
}
