const invented = /^00000000-0000-4000-8000-\d{12}$/;

/**
 * Keeps a run in its own namespace and with its own member: every namespace that a request names becomes that of the
 * run, and who a program is provisioned for becomes the member. Idempotency keys become keys of the run: a later one draws
 * the same. Ids that were never provisioned for stay as they are, and so does what is sent to be refused (an empty or too
 * long namespace or key).
 */
export class Scope {
  readonly #members = new Set<string>();

  constructor(
    readonly namespace: string,
    readonly memberId: string,
  ) {}

  address(url: string): string {
    const scoped = new URL(url);
    for (const name of ["namespace", "filter.namespace"]) {
      const given = scoped.searchParams.get(name);
      if (given !== null) scoped.searchParams.set(name, this.#namespaceFor(given));
    }
    return scoped.href;
  }

  body(text: string): string {
    const body: unknown = JSON.parse(text);
    this.#learn(body);
    return JSON.stringify(body, (key, value: unknown) => this.#scoped(key, value));
  }

  #learn(body: unknown): void {
    if (!isRecord(body) || !("poolDefinitionLookupId" in body)) return;
    const id = isRecord(body.beneficiary) ? body.beneficiary.memberId : undefined;
    if (typeof id === "string" && invented.test(id)) this.#members.add(id);
  }

  #scoped(key: string, value: unknown): unknown {
    if (typeof value !== "string") return value;
    if (key === "namespace") return this.#namespaceFor(value);
    if (key === "idempotencyKey") return this.#keyFor(value);
    return this.#members.has(value) ? this.memberId : value;
  }

  #keyFor(given: string): string {
    return given.length > 0 && given.length <= 36 ? `${this.namespace}-${given}` : given;
  }

  #namespaceFor(given: string): string {
    return given.length > 0 && given.length <= 20 ? this.namespace : given;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
