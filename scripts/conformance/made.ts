import { isRecord } from "./scope";

const nouns = ["programDefinitions", "poolDefinitions", "programs", "items"] as const;
type Noun = (typeof nouns)[number];

/** What a run has made, read from the answers that it got. */
export class Made {
  readonly #ids: Record<Noun, Set<string>> = {
    programDefinitions: new Set(),
    poolDefinitions: new Set(),
    programs: new Set(),
    items: new Set(),
  };

  /** Takes note of what an answer says to have created. */
  note(address: string, answer: unknown): void {
    const path = new URL(address).pathname.replace(/^.*\/v1\//, "");
    if (!isRecord(answer)) return;
    if (path === "program-definitions") this.#add("programDefinitions", answer.programDefinition);
    if (path === "pool-definitions") this.#add("poolDefinitions", answer.poolDefinition);
    if (path === "programs/provision") this.#add("programs", answer.program);
    if (path === "items") this.#add("items", answer.item);
    if (path === "bulk/pool-definitions/create") this.#addAll("poolDefinitions", answer.results);
    if (/^(bulk\/items\/create|pool-definition-items\/add-items-to-benefit)$/.test(path)) {
      this.#addAll("items", answer.results);
    }
  }

  /** In the order of making. */
  ids(noun: Noun): string[] {
    return [...this.#ids[noun]];
  }

  #add(noun: Noun, entity: unknown): void {
    if (isRecord(entity) && typeof entity.id === "string") this.#ids[noun].add(entity.id);
  }

  #addAll(noun: Noun, results: unknown): void {
    if (!Array.isArray(results)) return;
    for (const result of results) {
      const metadata: unknown = isRecord(result) ? result.itemMetadata : undefined;
      if (isRecord(metadata) && metadata.success === true) this.#add(noun, metadata);
    }
  }
}
