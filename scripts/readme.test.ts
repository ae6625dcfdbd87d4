import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const root = join(import.meta.dirname, "..");
const text = (path: string) => readFileSync(join(root, path), "utf8");
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(text("package.json")));

/** Set by tools, or by the tests for themselves: nobody who runs Poolkeeper sets them. */
const notOurs = new Set([
  "CI",
  "EMULATOR_URL",
  "HOME",
  "LD_LIBRARY_PATH",
  "NEXT_RUNTIME",
  "NODE_ENV",
  "PATH",
  "POOLKEEPER_E2E_DATA",
  "PRISMA_SCHEMA_ENGINE_BINARY",
  "TMPDIR",
]);

/** Read as `process.env.NAME`, of an object that stands for it, or by a schema of the environment. */
const patterns = [
  /\benv(?:ironment)?(?:\.|\[")([A-Z][A-Z0-9_]+)/g,
  /\b(?:given|source)(?:\.|\[")([A-Z][A-Z0-9_]+)/g,
  /^ {2}([A-Z][A-Z0-9_]+): /gm,
  /portOf\(given, "([A-Z_]+)"/g,
];
const folders = ["app", "components", "e2e", "emulator", "lib", "prisma", "scripts"];
const schemas = new Set(["lib/env.ts", "emulator/config.ts"]);

function sources(): string[] {
  const below = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      join(folder, name),
    ),
  );
  const isSource = (path: string) =>
    /\.(ts|tsx|mjs)$/.test(path) && !/\.test\.ts$|generated|\.bundle|scripts.test/.test(path);
  const top = readdirSync(root).filter((name) => /\.(ts|mjs)$/.test(name));
  return [...below, ...top].filter(isSource);
}

function variablesRead(): Map<string, string> {
  const found = new Map<string, string>();
  for (const path of sources()) {
    const used = schemas.has(path)
      ? patterns
      : patterns.filter((one) => !one.source.startsWith("^"));
    for (const pattern of used) {
      for (const [, name = ""] of text(path).matchAll(pattern)) found.set(name, path);
    }
  }
  for (const name of notOurs) found.delete(name);
  return found;
}

describe("README.md and .env.example", () => {
  const read = variablesRead();

  it("are held against every variable that the code reads", () => {
    // Of each way to read one: a search that finds nothing would let everything pass.
    const known = ["DATABASE_URL", "EMULATOR_SEED", "HOST", "NEW_USER_PASSWORD", "OWNER_EMAIL"];
    expect([...read.keys()]).toEqual(expect.arrayContaining([...known, "PORT", "POOLKEEPER_DATA"]));
    expect(read.size).toBeGreaterThan(30);
  });

  it("name every variable, with what it is and its default", () => {
    const rows = [...text("README.md").matchAll(/^\| `([A-Z_]+)` *\| (\S.*) \| (\S.*) \|$/gm)];
    expect(missing(read, new Set(rows.map(([, name = ""]) => name)))).toEqual([]);
    const example = [...text(".env.example").matchAll(/^# ([A-Z_]+)=/gm)];
    expect(missing(read, new Set(example.map(([, name = ""]) => name)))).toEqual([]);
  });

  it("name no variable that nothing reads", () => {
    const rows = [...text("README.md").matchAll(/^\| `([A-Z_]+)` /gm)].map(([, name = ""]) => name);
    const example = [...text(".env.example").matchAll(/^# ([A-Z_]+)=/gm)].map(
      ([, one = ""]) => one,
    );
    expect([...rows, ...example].filter((name) => !read.has(name))).toEqual([]);
  });

  it.each([
    "README.md",
    "AGENTS.md",
    "docs/guide/audit.md",
    "docs/guide/emulator.md",
    "docs/guide/operating.md",
  ])("%s names only commands that there are", (path) => {
    const own = ["start", "test"].map((name) => `npm ${name}`);
    const named = [
      ...text(path).matchAll(/\bnpm (run (?:--silent )?)?([a-z][a-z0-9:]*(?:-[a-z0-9]+)*)/g),
    ];
    const commands = named.flatMap(([whole, run, name = ""]) =>
      run || own.includes(whole) ? [name] : [],
    );
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });

  it("leaves out no command", () => {
    const readme = text("README.md");
    const hidden = new Set(["postinstall"]);
    const unnamed = Object.keys(scripts).filter(
      (name) => !hidden.has(name) && !new RegExp(`npm (run )?${name}(?![a-z:])`).test(readme),
    );
    expect(unnamed).toEqual([]);
  });

  it("leads nowhere in vain", () => {
    const docs = ["README.md", "AGENTS.md", "docs/emulator-coverage.md", ...guides()];
    const dead = docs.flatMap((path) =>
      [...text(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].flatMap(([, target = ""]) =>
        existsSync(join(root, path, "..", target)) ? [] : [`${path}: ${target}`],
      ),
    );
    expect(dead).toEqual([]);
  });
});

function guides(): string[] {
  return readdirSync(join(root, "docs", "guide")).map((name) => join("docs", "guide", name));
}

function missing(read: ReadonlyMap<string, string>, named: ReadonlySet<string>): string[] {
  return [...read].flatMap(([name, path]) => (named.has(name) ? [] : [`${name} (${path})`]));
}
