import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { differences } from "./compare";
import { mutated, mutationNames, randomFrom } from "./mutations";
import { type Package, packageDifferences, packagesIn } from "./packages";
import { run } from "./run";
import { surfaceOf } from "./surface";

const root = fileURLToPath(new URL("../..", import.meta.url));
const inUse = packagesIn(root);
const sources = inUse.flatMap(({ name, typings }) =>
  Object.entries(typings).map(([file, source]) => ({ name, file, source })),
);

const told = (before: string, after: string) =>
  differences(surfaceOf(before), surfaceOf(after)).map(
    ({ change, kind, path }) => `${change} ${kind} ${path}`,
  );

describe("what the typings in use say", () => {
  it("is nine packages, in public and internal typings", () => {
    expect(inUse.map(({ name }) => name)).toEqual([
      "balances",
      "items",
      "pool-definition-items",
      "pool-definitions",
      "pool-items",
      "pools",
      "program-definitions",
      "programs",
      "transactions",
    ]);
    expect(sources).toHaveLength(18);
  });

  it("is read in methods, fields, limits and error codes", () => {
    const pools = surfaceOf(inUse.find(({ name }) => name === "pools")?.typings.public ?? "");
    expect(pools.get("method redeemBenefit")?.text).toContain("poolId: string");
    expect(pools.get("field Pool.displayName")?.text).toBe("optional string");
    expect(pools.get("limit Pool.displayName @maxLength")?.text).toBe("64");
    expect(pools.get("limit Benefit.price @decimalValue")?.text).toContain("maxScale:4");
    expect([...pools.keys()]).toContain(
      "error code RedeemBenefitApplicationErrors 'NOT_ENOUGH_BALANCE'",
    );
  });

  it("does not differ from itself, nor when only prose and white space change", () => {
    expect(packageDifferences(inUse, packagesIn(root))).toEqual([]);
    for (const { source } of sources) {
      const prose = source.replace(/(^ +\* [A-Z].*)$/gm, "$1 Reworded.").replace(/\n/g, "\r\n\r\n");
      expect(prose).not.toBe(source);
      expect(told(source, prose)).toEqual([]);
    }
  });
});

describe("of generated mutations of the real typings", () => {
  const each = 20;

  it.each(mutationNames)("none is missed when %s", (name) => {
    const random = randomFrom(mutationNames.indexOf(name) + 1);
    let made = 0;
    for (let seed = 0; made < each && seed < each * 20; seed += 1) {
      const target = sources[Math.floor(random() * sources.length)];
      const mutation = target && mutated(target.source, name, seed);
      if (!mutation) continue;
      made += 1;
      const found = differences(surfaceOf(target.source), surfaceOf(mutation.source));
      expect(found).toContainEqual(
        expect.objectContaining({
          kind: mutation.kind,
          path: expect.stringContaining(mutation.path),
        }),
      );
      expect(told(mutation.source, mutation.source)).toEqual([]);
    }
    expect(made).toBe(each);
  });

  it("there are more than 200", () => {
    expect(mutationNames.length * each).toBeGreaterThan(200);
  });
});

describe("a difference", () => {
  it("is told with what it was and what it is", () => {
    const before = "interface Pool {\n  /** @maxLength 64 */\n  name?: string;\n}";
    const after = "interface Pool {\n  /** @maxLength 128 */\n  name: string;\n}";
    expect(differences(surfaceOf(before), surfaceOf(after))).toEqual([
      {
        change: "changed",
        kind: "field",
        path: "Pool.name",
        before: "optional string",
        after: "string",
      },
      {
        change: "changed",
        kind: "limit",
        path: "Pool.name @maxLength",
        before: "64",
        after: "128",
      },
    ]);
  });

  it("of a whole type, method or field is told once, without what is within", () => {
    const pool = "interface Pool {\n  /** @maxLength 64 */\n  details?: { a: string };\n}";
    expect(told("", pool)).toEqual(["added type Pool"]);
    expect(told(pool, "interface Pool {}")).toEqual(["removed field Pool.details"]);
    expect(told(pool, pool.replace("a: string", "b: string"))).toEqual([
      "removed field Pool.details.a",
      "added field Pool.details.b",
    ]);
  });

  it("of one value among many is told as that value", () => {
    const type = "type Status = 'ACTIVE' | 'PAUSED';";
    expect(told(type, type.replace("'PAUSED'", "'PAUSED' | 'ENDED'"))).toEqual([
      "added value Status 'ENDED'",
    ]);
  });

  it("between packages is told with the package, also of a whole one, and once for both typings", () => {
    const [first, ...rest] = inUse;
    const changed = inUse.map(({ name, typings }): Package => ({
      name,
      typings: Object.fromEntries(
        Object.entries(typings).map(([file, source]) => [
          file,
          source.replace("declare function getPool(", "declare function fetchPool("),
        ]),
      ),
    }));
    expect(packageDifferences(inUse, rest)).toEqual([
      { package: first?.name, change: "removed", kind: "package", path: first?.name },
    ]);
    const found = packageDifferences(inUse, changed).map(
      ({ package: name, change, path }) => `${name} ${change} ${path}`,
    );
    expect(found).toEqual(["pools removed getPool", "pools added fetchPool"]);
  });

  it("is never passed over because it could not be read", () => {
    expect(() => surfaceOf("interface Pool {")).toThrow("cannot be parsed");
    expect(() => surfaceOf("export default 1;")).toThrow("not read");
  });

  it.each([
    ["behind a field", "interface A {\n  a: string; /** @maxLength 5 */\n}"],
    ["before a line comment", "interface A {\n  /** @maxLength 5 */\n  // why\n  a: string;\n}"],
    ["in a line comment", "interface A {\n  // @maxLength 5\n  a: string;\n}"],
    ["in a plain comment", "interface A {\n  /* @maxLength 5 */\n  a: string;\n}"],
    ["before another doc", "interface A {\n  /** @maxLength 5 */\n  /** A. */\n  a: string;\n}"],
    ["of a parameter", "declare function get(/** @format GUID */ id: string): Promise<void>;"],
    ["within a parameter", "declare function get(a: { /** @max 5 */ b: number }): Promise<void>;"],
    ["within an answer", "declare function get(): Promise<{ /** @max 5 */ b: number }>;"],
    [
      "within the data of an error",
      "type GetErrors = { code?: 'A'; data?: { /** @max 5 */ b: number } };",
    ],
    [
      "within the value of an index",
      "interface A {\n  [key: string]: { /** @max 5 */ b: number };\n}",
    ],
  ])("in a tag is never passed over where nothing is told of it: %s", (_, source) => {
    expect(() => surfaceOf(source)).toThrow("belongs to nothing");
  });

  it.each([
    ["@decimalValue options { gte: 0,\n * maxScale: 4 }", "goes on in the next line"],
    ["A name. @maxLength 64", "within a line"],
    ["@param id - of a pool @format GUID", "within a line"],
    ["@deprecated use another @permissionId A.B", "within a line"],
  ])("in a tag is never passed over because of how it is written: %j", (tag, words) => {
    expect(() => surfaceOf(`interface A {\n/**\n * ${tag}\n */\na: string;\n}`)).toThrow(words);
  });

  it("of an enum that is const is told", () => {
    const source = "declare enum A { B = 'B' }";
    expect(told(source, source.replace("enum", "const enum"))).toEqual(["changed type A"]);
  });
});

describe("the command", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "sdk-diff-test-"));
    for (const { name } of inUse) {
      for (const kind of ["build/es", "build/internal/es"]) {
        const path = join("node_modules/@wix", `auto_sdk_benefit-programs_${name}`, kind);
        mkdirSync(join(folder, path), { recursive: true });
        const file = join(path, "index.typings.d.mts");
        cpSync(join(root, file), join(folder, file));
      }
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const outcome = (...args: string[]) => {
    const lines: string[] = [];
    return { code: run(args, root, (text) => lines.push(text)), text: lines.join("\n") };
  };

  it("ends with 0 for a folder that says the same", () => {
    expect(outcome(folder)).toEqual({ code: 0, text: "No difference." });
  });

  it("ends with 1 and a table for one that differs", () => {
    const path = "node_modules/@wix/auto_sdk_benefit-programs_pools/build/es/index.typings.d.mts";
    const file = join(folder, path);
    const source = readFileSync(file, "utf8");
    writeFileSync(file, source.replace("declare function getPool(", "declare function fetchPool("));
    const { code, text } = outcome(folder);
    writeFileSync(file, source);
    expect(code).toBe(1);
    expect(text).toMatch(/^- {2}pools {2}method {2}getPool/m);
    expect(text).toMatch(/^\+ {2}pools {2}method {2}fetchPool/m);
    expect(text).toContain("1 added, 1 removed, 0 changed");
  });

  it("ends with 2 and words when it is wrongly used", () => {
    expect(outcome().text).toContain("npm run sdk-diff --");
    expect(outcome("--help").code).toBe(2);
    expect(outcome("1.0.0", "1.0.1").code).toBe(2);
    expect(outcome(tmpdir())).toMatchObject({ code: 2 });
    expect(outcome("1.0.0; rm -rf x")).toMatchObject({
      code: 2,
      text: expect.stringContaining("neither a folder nor a version"),
    });
  });

  it("gives its exit code to who started it", () => {
    const script = join(root, "scripts/sdk-diff/main.ts");
    const start = (...args: string[]) =>
      spawnSync(process.execPath, ["--import", "tsx", script, ...args], { cwd: root }).status;
    expect([start(folder), start()]).toEqual([0, 2]);
  });
});
