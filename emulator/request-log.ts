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

interface Filter {
  method?: string;
  contains?: string;
  since?: number;
}

/** The last requests, in memory. Secrets and tokens are not kept. */
export class RequestLog {
  #requests: LoggedRequest[] = [];
  #seq = 0;

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
    };
    return { seq: logged.seq, answered };
  }

  /** Oldest first. `contains` looks at path, body and answer; `since` leaves out that seq and all before it. */
  list({ method, contains, since = 0 }: Filter): LoggedRequest[] {
    return this.#requests.filter(
      (request) =>
        request.seq > since &&
        (method === undefined || request.method === method) &&
        (contains === undefined || JSON.stringify(request).includes(contains)),
    );
  }

  clear(): void {
    this.#requests = [];
  }
}

const secrets = /^(client_?secret|access_?token|refresh_?token)$/i;

function masked(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, secrets.test(key) ? "[secret]" : field]),
  );
}
