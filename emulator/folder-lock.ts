import { existsSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { uptime } from "node:os";
import { join } from "node:path";

/** Locks that this process has. */
const held = new Set<string>();

/**
 * Takes a folder for one emulator alone, until it is released. Throws when another one has it. An emulator that was killed
 * leaves its lock behind; it is in nobody's way, as long as no other program has got its process id since.
 */
export class FolderLock {
  readonly #path: string;

  constructor(private readonly folder: string) {
    this.#path = join(realpathSync(folder), "lock");
    if (held.has(this.#path)) throw this.#taken(process.pid);
    if (!this.#isWritten()) {
      this.#checkLeft();
      rmSync(this.#path, { force: true });
      if (!this.#isWritten()) throw this.#taken(this.#owner());
    }
    held.add(this.#path);
  }

  release(): void {
    if (held.delete(this.#path)) rmSync(this.#path, { force: true });
  }

  /** False when there is one already. */
  #isWritten(): boolean {
    try {
      writeFileSync(this.#path, String(process.pid), { flag: "wx" });
      return true;
    } catch (error) {
      if (isCode(error, "EEXIST")) return false;
      throw error;
    }
  }

  /** Throws when the one who wrote it still lives: nobody lives who wrote before the machine was started. */
  #checkLeft(): void {
    const owner = this.#owner();
    const started = Date.now() - uptime() * 1000;
    if (owner === process.pid || statSync(this.#path).mtimeMs < started) return;
    if (isAlive(owner)) throw this.#taken(owner);
  }

  #owner(): number {
    return Number(readFileSync(this.#path, "utf8"));
  }

  #taken(owner: number): Error {
    return new Error(
      `Another emulator (process ${owner}) has the folder ${this.folder}: set EMULATOR_DATA to another one, ` +
        `or end it. If it is none, delete ${this.#path}.`,
    );
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // Somebody else's process lives too.
    return isCode(error, "EPERM");
  }
}

/** A process that was killed, and whose parent has not asked how it ended. Told on Linux only. */
function isZombie(pid: number): boolean {
  const path = `/proc/${pid}/stat`;
  return existsSync(path) && readFileSync(path, "utf8").includes(") Z ");
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
