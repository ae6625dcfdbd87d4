import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { Refusal } from "./refusal";
import { type SiteState, stateText } from "./state/site-state";
import { StateReader } from "./state/state-reader";

const nameShape = /^[a-z0-9][a-z0-9._-]{0,59}$/;
const ending = ".json";

interface Snapshot {
  name: string;
  savedDate: string;
}

/** States by name: files of the data folder, or in memory where there is none. Names are checked: a 400. */
export class Snapshots {
  readonly #folder: string | undefined;
  readonly #held = new Map<string, { state: SiteState; savedDate: string }>();

  constructor(dataFolder?: string) {
    this.#folder = dataFolder && join(dataFolder, "snapshots");
  }

  /** By name. */
  list(): Snapshot[] {
    const found = this.#folder ? filesOf(this.#folder) : this.#inMemory();
    return found.sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** Replaces one of the same name, all at once. */
  save(name: string, state: SiteState): void {
    checkName(name);
    if (!this.#folder) {
      this.#held.set(name, { state, savedDate: new Date().toISOString() });
      return;
    }
    mkdirSync(this.#folder, { recursive: true });
    const temporary = join(this.#folder, ".new");
    const file = openSync(temporary, "w");
    try {
      for (const piece of stateText(state)) writeWhole(file, Buffer.from(piece));
    } finally {
      closeSync(file);
    }
    renameSync(temporary, join(this.#folder, name + ending));
  }

  /** Throws a 404, and a 400 with words for a file that someone has changed. */
  get(name: string): SiteState {
    checkName(name);
    const held = this.#held.get(name);
    if (held) return held.state;
    const path = this.#pathOf(name);
    if (!path) throw notFound(name);
    try {
      return stateIn(path);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      throw new Refusal(400, `The snapshot "${name}" is broken: ${words}`);
    }
  }

  delete(name: string): void {
    checkName(name);
    const path = this.#pathOf(name);
    if (path) rmSync(path);
    else if (!this.#held.delete(name)) throw notFound(name);
  }

  #inMemory(): Snapshot[] {
    return [...this.#held].map(([name, { savedDate }]) => ({ name, savedDate }));
  }

  #pathOf(name: string): string | undefined {
    const path = this.#folder && join(this.#folder, name + ending);
    return path && existsSync(path) ? path : undefined;
  }
}

function stateIn(path: string): SiteState {
  const reader = new StateReader();
  const file = openSync(path, "r");
  try {
    const piece = Buffer.alloc(1024 * 1024);
    for (let size = 1; size > 0;) {
      size = readSync(file, piece);
      reader.write(piece.subarray(0, size));
    }
  } finally {
    closeSync(file);
  }
  return reader.end();
}

function filesOf(folder: string): Snapshot[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .filter((name) => nameShape.test(name));
  return names.map((name) => {
    const savedDate = statSync(join(folder, name + ending)).mtime.toISOString();
    return { name, savedDate };
  });
}

function checkName(name: string): void {
  if (nameShape.test(name)) return;
  const words =
    "1 to 60 of a to z, 0 to 9, dot, hyphen and underscore, and begins with a letter or digit";
  throw new Refusal(400, `name: has ${words}`);
}

function notFound(name: string): Refusal {
  return new Refusal(404, `There is no snapshot "${name}"`);
}

/** writeSync may write a part only. */
function writeWhole(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}
