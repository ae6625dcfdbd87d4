import { keptAnswer, keptBody, keptPath, type KeptText, toldText } from "./kept-text";

/** One request to the API. `status` is null until it is answered, and stays null when the connection was dropped. */
export interface LoggedRequest {
  seq: number;
  at: string;
  /** Name in the SDK, or null for what is not emulated. */
  method: string | null;
  httpMethod: string;
  path: string;
  body: unknown;
  status: number | null;
  response?: unknown;
  durationMs?: number;
}

export interface RequestFilter {
  method?: string;
  contains?: string;
  since?: number;
  /** Only what was answered so. */
  status?: number;
}

/** Waits for one that is over: answered, or dropped. */
interface Waiting {
  filter: RequestFilter;
  found: (request: LoggedRequest) => void;
}

/** As it is kept: 1,000 bodies of 1 MB, read, would take all memory. */
type Entry = Omit<LoggedRequest, "body" | "response"> & { body?: KeptText; response?: KeptText };

/** The last requests, in memory: so many, and so many characters at most. Secrets and tokens are not kept. */
export class RequestLog {
  readonly #entries = new Map<number, Entry>();
  #seq = 0;
  #size = 0;
  readonly #waiting = new Set<Waiting>();

  constructor(
    private readonly countMax = 1_000,
    private readonly sizeMax = 50_000_000,
  ) {}

  /** Records a request before anything is done with it; `answered` completes the record. Body and answer are texts. */
  open(
    request: { at: string; method: string | null; httpMethod: string; path: string },
    body = "",
  ) {
    this.#seq += 1;
    const seq = this.#seq;
    const path = keptPath(request.path);
    const entry: Entry = { seq, ...request, path, status: null };
    if (body !== "") entry.body = keptBody(body, path);
    this.#entries.set(seq, entry);
    this.#size += sizeOf(entry);
    this.#dropOldest();
    const answered = (status: number | null, answer: string, durationMs: number) => {
      const before = sizeOf(entry);
      Object.assign(entry, { status, durationMs });
      if (status !== null) entry.response = keptAnswer(answer);
      if (this.#entries.has(seq)) this.#size += sizeOf(entry) - before;
      this.#dropOldest();
      for (const { filter, found } of this.#waiting) if (isMatch(entry, filter)) found(told(entry));
    };
    return { seq, answered };
  }

  /** Oldest first. `contains` looks at path, body and answer; `since` leaves out that seq and all before it. */
  list(filter: RequestFilter): LoggedRequest[] {
    return this.#matching(filter).map(told);
  }

  /**
   * The first that matches and is over: with `since` also one that is already there, else the next from now on.
   * Undefined after `timeoutMs`, and when `signal` aborts.
   */
  next(
    filter: RequestFilter,
    { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
  ): Promise<LoggedRequest | undefined> {
    const isOver = ({ durationMs }: Entry) => durationMs !== undefined;
    const there = filter.since === undefined ? undefined : this.#matching(filter).find(isOver);
    if (there || signal.aborted) return Promise.resolve(there && told(there));
    return new Promise((resolve) => {
      const end = (request?: LoggedRequest) => {
        this.#waiting.delete(waiting);
        clearTimeout(timer);
        signal.removeEventListener("abort", none);
        resolve(request);
      };
      const none = () => end();
      const waiting = { filter, found: end };
      const timer = setTimeout(none, timeoutMs);
      signal.addEventListener("abort", none);
      this.#waiting.add(waiting);
    });
  }

  clear(): void {
    this.#entries.clear();
    this.#size = 0;
  }

  #matching(filter: RequestFilter): Entry[] {
    return [...this.#entries.values()].filter((entry) => isMatch(entry, filter));
  }

  #dropOldest(): void {
    for (const [seq, entry] of this.#entries) {
      if (this.#entries.size <= this.countMax && this.#size <= this.sizeMax) return;
      this.#entries.delete(seq);
      this.#size -= sizeOf(entry);
    }
  }
}

function told({ body, response, ...rest }: Entry): LoggedRequest {
  return {
    ...rest,
    body: body && toldText(body),
    ...(response ? { response: toldText(response) } : {}),
  };
}

function sizeOf({ path, body, response }: Entry): number {
  return path.length + (body?.text.length ?? 0) + (response?.text.length ?? 0);
}

function isMatch(entry: Entry, { method, contains, since = 0, status }: RequestFilter): boolean {
  const { path, body, response } = entry;
  return (
    entry.seq > since &&
    (method === undefined || entry.method === method) &&
    (status === undefined || entry.status === status) &&
    (contains === undefined ||
      [path, body?.text, response?.text].some((text) => text?.includes(contains)))
  );
}
