import { spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

export interface Browser {
  executablePath: string;
  args: string[];
  env?: Record<string, string>;
}

/** Quiet, and able to run as root and without a graphics card. */
const args = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const places = [
  ["/usr/bin/chromium", "/Applications/Chromium.app/Contents/MacOS/Chromium"],
  ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"].flatMap(inPath),
  ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
  ["C:/Program Files/Google/Chrome/Application/chrome.exe"],
].flat();

/**
 * The first Chromium there is: CHROMIUM_PATH, Playwright's own, the system's, else the one out of
 * npm. Throws a sentence that says what to install.
 */
export async function findBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  if (named && !isProgram(named)) throw new Error(`CHROMIUM_PATH: ${named} is not a program.`);
  const found = [named ?? "", chromium.executablePath(), ...places].find(isProgram);
  return found ? { executablePath: found, args } : fromNpm();
}

/** @sparticuz/chromium unpacks itself below the system's temporary folder. */
async function fromNpm(): Promise<Browser> {
  try {
    const npm = await import("@sparticuz/chromium");
    const executablePath = await npm.default.executablePath();
    if (starts(executablePath)) return { executablePath, args };
    // This system lacks libraries such as libnss3; the package brings them along.
    const entry = import.meta.resolve("@sparticuz/chromium");
    await npm.inflate(fileURLToPath(new URL("../bin/al2023.tar.br", entry)));
    const env = { ...process.env, LD_LIBRARY_PATH: join(tmpdir(), "al2023", "lib") };
    if (starts(executablePath, env)) return { executablePath, args, env: strings(env) };
  } catch (error) {
    throw new Error(nothingFound, { cause: error });
  }
  throw new Error(nothingFound);
}

const nothingFound =
  "No Chromium was found for the tests in a browser: run `npx playwright install chromium`, or set CHROMIUM_PATH to one.";

function starts(path: string, env = process.env): boolean {
  return spawnSync(path, ["--no-sandbox", "--version"], { env, timeout: 20_000 }).status === 0;
}

function strings(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function inPath(name: string): string[] {
  return (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
