import { randomBytes } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/**
 * The content of a file of random hexadecimal digits, made when there is none, readable by its owner
 * only. It appears whole or not at all, also when two make it at once.
 */
export function readOrMake(file: string, bytes: number): string {
  if (!existsSync(file)) make(file, bytes);
  return readFileSync(file, "utf8").trim();
}

function make(file: string, bytes: number) {
  const whole = `${file}.${process.pid}`;
  writeFileSync(whole, randomBytes(bytes).toString("hex"), { mode: 0o600 });
  try {
    linkSync(whole, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(whole);
  }
}
