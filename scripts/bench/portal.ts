import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { z } from "zod";
import { freePort } from "../database";
import { timedGet, type Timed } from "./timed-get";
import { formWith, fieldsOf, type Fields } from "./form";

const root = resolve(import.meta.dirname, "..", "..");

const wixLine = z.object({
  msg: z.literal("wix request"),
  time: z.coerce.date(),
  durationMs: z.number(),
  requestId: z.string(),
});

/** A request to Wix, as the portal's log tells of it; ms since the epoch. */
export interface WixRequest {
  from: number;
  to: number;
}

/** A page as it was answered. */
export interface Got extends Timed {
  requestId: string;
}

/** What became of a form that was sent. */
export interface Sent {
  status: number;
  location: string | null;
}

/** What a portal of its own needs: a folder, two ports, and a budget that no measurement exhausts. */
export interface Place {
  folder: string;
  env: NodeJS.ProcessEnv;
  portal: string;
  emulator: string;
}

export async function newPlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), "poolkeeper-bench-"));
  // As root the database runs as nobody, who must be able to pass.
  chmodSync(folder, 0o711);
  const [port, emulatorPort] = [await freePort(), await freePort()];
  const env = {
    ...process.env,
    POOLKEEPER_DATA: folder,
    PORT: String(port),
    EMULATOR_PORT: String(emulatorPort),
    EMULATOR_DELAY_MS: "0",
    EMULATOR_RATE_LIMIT: "0",
    WIX_REQUESTS_PER_MINUTE: "1000000",
  };
  const [portal, emulator] = [port, emulatorPort].map((one) => `http://127.0.0.1:${one}`);
  return { folder, env, portal: portal ?? "", emulator: emulator ?? "" };
}

export function removePlace({ folder }: Place): void {
  rmSync(folder, { recursive: true, force: true });
}

/** A portal that runs, with the log of what it asks Wix. */
export class Portal {
  /** From the command to the first page, whole. */
  firstPageMs = 0;
  #cookie = "";
  readonly #wix = new Map<string, WixRequest[]>();
  readonly #child: ChildProcess;
  #output = "";

  private constructor(readonly place: Place) {
    this.#child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
      cwd: root,
      env: place.env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (this.#child.stdout) {
      createInterface({ input: this.#child.stdout }).on("line", (line) => this.#hear(line));
    }
  }

  static async start(place: Place): Promise<Portal> {
    const startedAt = performance.now();
    const portal = new Portal(place);
    while (!portal.#output.includes("Poolkeeper is ready")) {
      if (portal.#child.exitCode !== null) throw new Error(`it ended:\n${portal.#output}`);
      await pause();
    }
    await portal.get("/sign-in");
    portal.firstPageMs = performance.now() - startedAt;
    return portal;
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.#child.once("exit", done));
    this.#child.kill("SIGTERM");
    await ended;
  }

  async get(path: string): Promise<Got> {
    const answer = await timedGet(`${this.place.portal}${path}`, this.#cookie);
    this.#keepSession(answer.headers["set-cookie"] ?? []);
    const requestId = z.string().parse(answer.headers["x-request-id"]);
    return { ...answer, requestId };
  }

  /** Sends the form of a page that contains `marker`, as a browser without JavaScript does. */
  async send(path: string, marker: string, typed: Record<string, string>): Promise<Sent> {
    const { html } = await this.get(path);
    return this.resend(path, html, marker, typed);
  }

  /** As send, with the page as it was read before. */
  async resend(
    path: string,
    html: string,
    marker: string,
    typed: Record<string, string>,
  ): Promise<Sent> {
    const fields: Fields = fieldsOf(formWith(html, marker));
    const body = new FormData();
    for (const [name, value] of [...fields, ...Object.entries(typed)]) body.set(name, value);
    const headers = { cookie: this.#cookie, origin: this.place.portal };
    const url = `${this.place.portal}${path}`;
    const answer = await fetch(url, { method: "POST", body, headers, redirect: "manual" });
    this.#keepSession(answer.headers.getSetCookie());
    return { status: answer.status, location: answer.headers.get("location") };
  }

  async signIn(email: string, password: string): Promise<void> {
    const { status } = await this.send("/sign-in", 'name="password"', { email, password });
    if (status !== 303) throw new Error(`nobody was signed in: ${status}`);
  }

  /** The requests to Wix that served a page. Waits until the log has told of `count`. */
  async wixRequests(requestId: string, count: number): Promise<WixRequest[]> {
    const until = Date.now() + 5_000;
    for (;;) {
      const found = this.#wix.get(requestId) ?? [];
      if (found.length >= count) return found;
      if (Date.now() > until) throw new Error(`${found.length} of ${count} requests in the log`);
      await pause();
    }
  }

  #keepSession(cookies: readonly string[]) {
    for (const cookie of cookies) {
      if (cookie.includes("session")) this.#cookie = cookie.split(";")[0] ?? "";
    }
  }

  #hear(line: string) {
    this.#output += `${line}\n`;
    const json = /^web +\| (\{.*)$/.exec(line)?.[1];
    if (!json) return;
    const parsed = wixLine.safeParse(JSON.parse(json));
    if (!parsed.success) return;
    const { requestId, time, durationMs } = parsed.data;
    const to = time.getTime();
    this.#wix.set(requestId, [...(this.#wix.get(requestId) ?? []), { from: to - durationMs, to }]);
  }
}

export function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, 10));
}
