import "server-only";
import type { balances } from "@wix/benefit-programs";
import { read } from "./call";
import { wix } from "./client";
import { requiredGuid, type Guid } from "./guid";

/** The credits of a pool, as decimal strings; its id is the pool's. */
export interface Balance {
  poolId: Guid;
  available: string;
  reserved: string;
}

/** The balances of up to 100 pools, in one request; a pool without one is left out. */
export async function listBalances(poolIds: readonly Guid[]): Promise<Map<Guid, Balance>> {
  if (poolIds.length === 0) return new Map();
  const { balances: found } = await read("list balances", () =>
    wix().balances.listBalances({ poolIds: [...poolIds], cursorPaging: { limit: 100 } }),
  );
  return new Map((found ?? []).map(fromWix).map((balance) => [balance.poolId, balance]));
}

function fromWix(held: balances.Balance): Balance {
  return {
    poolId: requiredGuid(held._id, "_id"),
    available: held.amount?.available ?? "0",
    reserved: held.amount?.reserved ?? "0",
  };
}
