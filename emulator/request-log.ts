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

/** The last requests, in memory. Secrets and tokens are not kept. */
export class RequestLog {
  #requests: LoggedRequest[] = [];
  #seq = 0;
  readonly #waiting = new Set<Waiting>();

  constructor(private readonly sizeMax = 1_000) {}

  /** Records a request before anything is done with it; `answered` completes the record. */
  open(request: Omit<LoggedRequest, "seq" | "status">) {
    this.#seq += 1;
    const logged: LoggedRequest = {
      seq: this.#seq,
      ...request,
      body: masked(request.body),
      status: null,
    };
    this.#requests.push(logged);
    if (this.#requests.length > this.sizeMax) this.#requests.shift();
    const answered = (status: number | null, response: unknown, durationMs: number) => {
      Object.assign(logged, { status, durationMs });
      if (status !== null) logged.response = masked(response);
      for (const { filter, found } of this.#waiting) if (isMatch(logged, filter)) found(logged);
    };
    return { seq: logged.seq, answered };
  }

  /** Oldest first. `contains` looks at path, body and answer; `since` leaves out that seq and all before it. */
  list(filter: RequestFilter): LoggedRequest[] {
    return this.#requests.filter((request) => isMatch(request, filter));
  }

  /**
   * The first that matches and is over: with `since` also one that is already there, else the next from now on.
   * Undefined after `timeoutMs`, and when `signal` aborts.
   */
  next(
    filter: RequestFilter,
    { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
  ): Promise<LoggedRequest | undefined> {
    const isOver = ({ durationMs }: LoggedRequest) => durationMs !== undefined;
    const there = filter.since === undefined ? undefined : this.list(filter).find(isOver);
    if (there || signal.aborted) return Promise.resolve(there);
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
    this.#requests = [];
  }
}

function isMatch(
  request: LoggedRequest,
  { method, contains, since = 0, status }: RequestFilter,
): boolean {
  return (
    request.seq > since &&
    (method === undefined || request.method === method) &&
    (status === undefined || request.status === status) &&
    (contains === undefined || JSON.stringify(request).includes(contains))
  );
}

const secrets = /^(client_?secret|access_?token|refresh_?token)$/i;

function masked(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, secrets.test(key) ? "[secret]" : field]),
  );
}
