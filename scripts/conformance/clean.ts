import type { Target } from "./target";

/** Ends and deletes what a run made; gives a line for each thing that remains. Goes on after what fails. */
export async function clean({ hasty: wix, made, namespace }: Target): Promise<string[]> {
  const failed: string[] = [];
  const attempt = async (what: string, work: () => Promise<unknown>, isGone = [404]) => {
    await work().catch((error: unknown) => {
      if (!isGone.includes(statusOf(error))) failed.push(`${what}: ${wordsOf(error)}`);
    });
  };
  for (const id of made.ids("programs")) {
    await attempt(`program ${id} was not ended`, () => wix.programs.endProgram(id), [404, 428]);
  }
  for (const id of made.ids("poolDefinitions")) {
    await attempt(`pool definition ${id}`, () =>
      wix.poolDefinitions.deletePoolDefinition(id, "IMMEDIATELY"),
    );
  }
  for (const id of made.ids("programDefinitions")) {
    await attempt(`program definition ${id}`, () =>
      wix.programDefinitions.deleteProgramDefinition(id, { cascadeType: "IMMEDIATELY" }),
    );
  }
  const items = made.ids("items");
  for (let at = 0; at < items.length; at += 100) {
    const some = items.slice(at, at + 100);
    await attempt(`${some.length} items`, () => wix.items.bulkDeleteItems(some));
  }
  return [...failed, ...(await remaining(wix, namespace, made.ids("programs").length))];
}

async function remaining(wix: Target["wix"], namespace: string, programs: number) {
  const lines = await Promise.all([
    allOf(wix.programDefinitions.queryProgramDefinitions().eq("namespace", namespace).find()),
    allOf(wix.poolDefinitions.queryPoolDefinitions().eq("namespace", namespace).find()),
    allOf(wix.items.queryItems().eq("namespace", namespace).find()),
  ]).then(
    ([definitions, poolDefinitions, items]) => [
      ...definitions.map(({ _id }) => `program definition ${_id}`),
      ...poolDefinitions.map(({ _id }) => `pool definition ${_id}`),
      ...items.map(({ _id }) => `item ${_id}`),
    ],
    (error: unknown) => [`what else remains could not be asked: ${wordsOf(error)}`],
  );
  const ended = `${programs} programs with their pools, ended: Wix has no method that deletes them`;
  return programs > 0 ? [...lines, ended] : lines;
}

interface Page<T> {
  items: T[];
  hasNext(): boolean;
  next(): Promise<Page<T>>;
}

async function allOf<T>(first: Promise<Page<T>>): Promise<T[]> {
  let page = await first;
  const all = [...page.items];
  while (page.hasNext()) {
    page = await page.next();
    all.push(...page.items);
  }
  return all;
}

function statusOf(error: unknown): number {
  const status: unknown = error instanceof Error ? Reflect.get(error, "status") : undefined;
  return typeof status === "number" ? status : 0;
}

/** The first line of what an error says. */
export function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
