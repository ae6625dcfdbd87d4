import "server-only";

/** Each password that is looked at takes 19 MiB, and one of four threads for some 30 ms. */
const atOnceMax = 2;
let free = atOnceMax;
const waiting: (() => void)[] = [];

/** Does the work when it is its turn: of all that are given to this, two at once. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) free -= 1;
  else await new Promise<void>((go) => waiting.push(go));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}

const triesMax = 300;
const spanMs = 60_000;
let span = { endsAt: 0, tries: 0 };

/**
 * Counts a try of a browser that nobody knows, whatever the e-mail: 300 a minute in this process.
 * Returns 0, or how long to wait in ms.
 */
export function waitOfStrangers(at: number): number {
  if (at >= span.endsAt) span = { endsAt: at + spanMs, tries: 0 };
  span.tries += 1;
  return span.tries > triesMax ? span.endsAt - at : 0;
}
