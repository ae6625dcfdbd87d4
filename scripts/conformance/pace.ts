import { setTimeout as delay } from "node:timers/promises";

const windowMs = 60_000;

/** Time, as a pace needs it. */
export interface Timer {
  now: () => number;
  wait: (ms: number) => Promise<unknown>;
}

const machine: Timer = { now: () => performance.now(), wait: (ms) => delay(ms) };

/** Lets through at most `max` in any minute, in order; who comes too early waits. */
export function paceOf(max: number, { now, wait }: Timer = machine): () => Promise<void> {
  const sent: number[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const turn = async () => {
    const [oldest] = sent.length < max ? [] : sent.splice(0, 1);
    if (oldest !== undefined) await wait(Math.max(0, oldest + windowMs - now()));
    sent.push(now());
  };
  return () => {
    const mine = last.then(turn);
    last = mine;
    return mine;
  };
}
