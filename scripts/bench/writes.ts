import { held, lastRequest, methodsSince } from "./emulator";
import { choicesOf, formWith } from "./form";
import type { Portal } from "./portal";

/** A write, and the requests to Wix that its form's answer took. */
export interface Written {
  write: string;
  methods: string[];
  requestsMax: number;
}

/** A form as it was read before the counting began. */
interface Form {
  path: string;
  html: string;
  marker: string;
  /** What reading the page took. */
  methods: string[];
}

/** The five jobs, and the two that need a look-up, each sent as a browser without JavaScript does. */
export async function measureWrites(portal: Portal): Promise<Written[]> {
  const { members, pools } = await held(portal.place);
  const written: Written[] = [];

  async function read(path: string, marker: string): Promise<Form> {
    const before = await lastRequest(portal.place);
    const { html } = await portal.get(path);
    return { path, html, marker, methods: await methodsSince(portal.place, before) };
  }

  /** Sends a form; returns where it led. One that is shown again shows its page again, which is not counted. */
  async function count(
    write: string,
    requestsMax: number,
    form: Form,
    typed: Record<string, string>,
  ): Promise<string> {
    const before = await lastRequest(portal.place);
    const { status, location } = await portal.resend(form.path, form.html, form.marker, typed);
    const isShownAgain = write.startsWith("…");
    if (status !== (isShownAgain ? 200 : 303)) throw new Error(`${write}: answered with ${status}`);
    const methods = await methodsSince(portal.place, before);
    written.push({
      write,
      methods: isShownAgain ? without(methods, form.methods) : methods,
      requestsMax,
    });
    return location ?? "";
  }

  await count("create a pool definition", 2, await read("/pool-definitions/new", amount), aPool);
  const definition = { displayName: "Bench", businessKey: "bench-definition" };
  const empty = await read("/program-definitions/new", businessKey);
  const made = await count("create a program definition", 2, empty, definition);
  const add = await read(`${made}/add`, "cascade");
  const [poolDefinitionId = ""] = choicesOf(formWith(add.html, "cascade"), "poolDefinitionId");
  await count("add a pool definition", 3, add, { poolDefinitionId, cascade: "IMMEDIATELY" });
  const enrol = `/programs/new?memberId=${members[0]?.id}`;
  const from = `program-definitions:${made.split("/").at(-1)}`;
  const program = { from, displayName: "Bench", businessKey: "bench-program", status: "ACTIVE" };
  await count("provision a program", 2, await read(enrol, businessKey), program);
  await count("… under a key that is taken", 3, await read(enrol, businessKey), program);
  const edit = `/pools/${pools[0]?.id}/edit`;
  const stale = await read(edit, amount);
  await count("update a pool", 2, await read(edit, amount), { displayName: "First" });
  await count("… that somebody else changed", 3, stale, { displayName: "Second" });
  return written;
}

/** The first list, less one of each that is in the second. */
function without(methods: readonly string[], less: readonly string[]): string[] {
  const rest = [...methods];
  for (const method of less) {
    const at = rest.lastIndexOf(method);
    if (at >= 0) rest.splice(at, 1);
  }
  return rest;
}

const amount = "details.creditConfiguration.amount";
const businessKey = 'name="businessKey"';
const aPool = {
  displayName: "Bench",
  [amount]: "10",
  "details.benefits.0.displayName": "Class",
  "details.benefits.0.benefitKey": "class",
  "details.benefits.0.price": "1",
};
