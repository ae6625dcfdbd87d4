import { typedDetails } from "@/components/details/typed-details";
import type { Typed } from "@/components/form/state";
import type { Pool } from "@/lib/wix/pools";

/** The form of a pool. */
export function typedPool(pool: Pick<Pool, "displayName" | "details">): Typed {
  return { displayName: pool.displayName, ...typedDetails(pool.details) };
}

/** What the form carries along: the revision that it was opened at, and what the pool was then. */
export function withBase(typed: Typed, base: Typed, revision: string): Typed {
  return { ...typed, revision, base: JSON.stringify(base) };
}

/** The two parts of what a form sent; a base that cannot be read is as if nothing had been changed. */
export function baseAndTyped({ revision = "", base, ...typed }: Record<string, string>) {
  return { revision, base: parsed(base) ?? typed, typed };
}

function parsed(base: string | undefined): Typed | null {
  try {
    const value: unknown = JSON.parse(base ?? "");
    if (typeof value !== "object" || value === null) return null;
    const entries = Object.entries(value).filter(([, held]) => typeof held === "string");
    return Object.fromEntries(entries) as Typed;
  } catch {
    return null;
  }
}
