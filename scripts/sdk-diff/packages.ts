import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { differences, type Difference } from "./compare";
import { surfaceOf } from "./surface";

/** One of the packages that @wix/benefit-programs is made of: its typings by name of file. */
export interface Package {
  name: string;
  typings: Readonly<Record<string, string>>;
}

export interface PackageDifference extends Difference {
  package: string;
}

const prefix = "auto_sdk_benefit-programs_";

/** The internal ones hold the public ones and more. */
const files = { public: "build/es", internal: "build/internal/es" };

/** The packages below a folder that npm installed into. Throws when there are none. */
export function packagesIn(folder: string): Package[] {
  const places = [join(folder, "node_modules", "@wix"), join(folder, "@wix"), folder];
  const place = places.find((one) => existsSync(one) && namesIn(one).length > 0);
  if (place === undefined) throw new Error(`there is no ${prefix}* package in ${folder}`);
  return namesIn(place).map((name) => ({
    name: name.slice(prefix.length),
    typings: typingsOf(join(place, name)),
  }));
}

/** What two versions of the SDK say differently. What both kinds of typings say alike is told once. */
export function packageDifferences(before: Package[], after: Package[]): PackageDifference[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))].toSorted();
  return names.flatMap((name) => {
    const [old, fresh] = [before, after].map((all) => all.find((one) => one.name === name));
    if (!old || !fresh) {
      return { package: name, change: old ? "removed" : "added", kind: "package", path: name };
    }
    return typingsDifferences(old, fresh).map((one) => ({ package: name, ...one }));
  });
}

function typingsDifferences(before: Package, after: Package): Difference[] {
  const told = new Set<string>();
  return Object.keys(files).flatMap((file) => {
    const [old, fresh] = [before.typings[file] ?? "", after.typings[file] ?? ""];
    if (old === fresh) return [];
    return differences(surfaceOf(old), surfaceOf(fresh)).filter((one) => {
      const words = JSON.stringify(one);
      return !told.has(words) && told.add(words);
    });
  });
}

function namesIn(place: string): string[] {
  return readdirSync(place).filter((name) => name.startsWith(prefix));
}

function typingsOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).flatMap(([name, path]) => {
      const file = join(folder, path, "index.typings.d.mts");
      if (existsSync(file)) return [[name, readFileSync(file, "utf8")]];
      if (name === "internal") return [];
      throw new Error(`there are no typings at ${file}`);
    }),
  );
}
