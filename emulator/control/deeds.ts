import { z } from "zod";
import { Refusal } from "../refusal";
import { cascade, credits, signedCredits } from "../shapes";
import { changeBalance } from "../state/balance-changes";
import { deleteItem } from "../state/items";
import { endProgram, pauseProgram, resumeProgram } from "../state/lifecycle";
import { deletePoolDefinition } from "../state/pool-definitions";
import { deleteProgramDefinition } from "../state/program-definitions";
import { renewProgram } from "../state/renewals";
import type { Site } from "../state/site";

type Deed = (site: Site, id: string, given: unknown) => unknown;

const change = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ADJUST"), value: signedCredits }),
  z.strictObject({ type: z.literal("SET"), value: credits }),
]);
const cascaded = z.strictObject({ cascade });

/** By collection. Each is what an app can do, by the same rules; what needs a key gets one of its own. */
const deeds: Readonly<Record<string, Readonly<Record<string, Deed>>>> = {
  programs: {
    pause: (site, id) => pauseProgram(site, id, site.store.newId()),
    resume: (site, id) => resumeProgram(site, id, site.store.newId()),
    renew: (site, id) => renewProgram(site, id, site.store.newId()),
    end: endProgram,
  },
  balances: {
    change: (site, id, given) => {
      const { type, value } = change.parse(given);
      const options = type === "ADJUST" ? { adjustOptions: { value } } : { setOptions: { value } };
      return changeBalance(site, id, { idempotencyKey: site.store.newId(), ...options });
    },
  },
  items: { delete: deleteItem },
  poolDefinitions: {
    delete: (site, id, given) => deletePoolDefinition(site, id, cascaded.parse(given).cascade),
  },
  programDefinitions: {
    delete: (site, id, given) => deleteProgramDefinition(site, id, cascaded.parse(given).cascade),
  },
};

/** Throws a 404 for what cannot be done to these. */
export function deedOf(collection: string, name: string): Deed {
  const known = Object.hasOwn(deeds, collection) ? deeds[collection] : undefined;
  const deed = known && Object.hasOwn(known, name) ? known[name] : undefined;
  if (deed) return deed;
  throw new Refusal(404, `There is no way to ${name} one of ${collection}.`);
}
