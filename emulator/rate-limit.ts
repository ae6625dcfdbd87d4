/** How a limit of so many a minute is counted. */
export const rateLimitShapes = ["token-bucket", "fixed-window", "sliding-window"] as const;

export interface RateLimitSettings {
  /** 0: off. */
  perMinute: number;
  shape: (typeof rateLimitShapes)[number];
  /** Whether a 429 says in a header when to come again. */
  retryAfter: boolean;
}

const minuteMs = 60_000;

/**
 * documented: 200 requests a minute for one installation, and a 429 beyond. Neither the shape of the limit nor a
 * Retry-After is documented, so both are settings. Counts by real time; what is refused does not count.
 */
export class RateLimit {
  #settings: RateLimitSettings;
  /** Times of what was let through, of the last minute. */
  #taken: number[] = [];
  #window = 0;
  #tokens = 0;
  #filledAt = 0;

  constructor(
    settings: RateLimitSettings,
    private readonly realTime: () => number,
  ) {
    this.#settings = settings;
    this.change(settings);
  }

  get settings(): Readonly<RateLimitSettings> {
    return this.#settings;
  }

  /** From now on, and with nothing counted yet. */
  change(settings: RateLimitSettings): void {
    this.#settings = settings;
    this.#taken = [];
    this.#tokens = settings.perMinute;
    this.#filledAt = this.realTime();
  }

  /** Counts one request: 0 when it is within the limit, else the ms after which one is let through. */
  take(): number {
    const { perMinute, shape } = this.#settings;
    if (perMinute === 0) return 0;
    const now = this.realTime();
    return shape === "token-bucket" ? this.#takeToken(now) : this.#takePlace(now);
  }

  #takeToken(now: number): number {
    const { perMinute } = this.#settings;
    const gained = (Math.max(0, now - this.#filledAt) * perMinute) / minuteMs;
    this.#tokens = Math.min(perMinute, this.#tokens + gained);
    this.#filledAt = now;
    if (this.#tokens < 1) return Math.ceil(((1 - this.#tokens) * minuteMs) / perMinute);
    this.#tokens -= 1;
    return 0;
  }

  /** A fixed window is a minute of the clock; a sliding one is the last 60 s, whenever they began. */
  #takePlace(now: number): number {
    const { perMinute, shape } = this.#settings;
    const window = Math.floor(now / minuteMs);
    if (shape === "fixed-window" && window !== this.#window) this.#taken = [];
    this.#window = window;
    if (shape === "sliding-window") {
      this.#taken = this.#taken.filter((time) => time > now - minuteMs && time <= now);
    }
    const [first = now] = this.#taken;
    if (this.#taken.length >= perMinute) {
      return shape === "fixed-window" ? (window + 1) * minuteMs - now : first + minuteMs - now;
    }
    this.#taken.push(now);
    return 0;
  }
}
