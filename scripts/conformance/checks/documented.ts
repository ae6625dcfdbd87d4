import assert from "node:assert/strict";
import { program } from "@/emulator/testing/steps";
import { newGuid, newItem, refusalOf, type Sdk, studio } from "@/emulator/testing/client";
import { type Check, limit } from "../check";

type Call = (wix: Sdk, id: string) => Promise<unknown>;

const byId: Record<string, Call> = {
  "programDefinitions.getProgramDefinition": (wix, id) =>
    wix.programDefinitions.getProgramDefinition(id),
  "programDefinitions.deleteProgramDefinition": (wix, id) =>
    wix.programDefinitions.deleteProgramDefinition(id),
  "poolDefinitions.getPoolDefinition": (wix, id) => wix.poolDefinitions.getPoolDefinition(id),
  "poolDefinitions.deletePoolDefinition": (wix, id) =>
    wix.poolDefinitions.deletePoolDefinition(id, "IMMEDIATELY"),
  "programs.getProgram": (wix, id) => wix.programs.getProgram(id),
  "programs.pauseProgram": (wix, id) => wix.programs.pauseProgram(id, { idempotencyKey: "k" }),
  "programs.resumeProgram": (wix, id) => wix.programs.resumeProgram(id, { idempotencyKey: "k" }),
  "programs.renewProgram": (wix, id) => wix.programs.renewProgram(id, { idempotencyKey: "k" }),
  "programs.endProgram": (wix, id) => wix.programs.endProgram(id),
  "pools.getPool": (wix, id) => wix.pools.getPool(id),
  "balances.getBalance": (wix, id) => wix.balances.getBalance(id),
  "balances.changeBalance": (wix, id) =>
    wix.balances.changeBalance(id, newGuid(), { type: "SET", setOptions: { value: "1" } }),
  "items.getItem": (wix, id) => wix.items.getItem(id),
  "items.deleteItem": (wix, id) => wix.items.deleteItem(id),
  "transactions.getTransaction": (wix, id) => wix.transactions.getTransaction(id),
};

const stale: Record<string, (wix: Sdk) => Promise<unknown>> = {
  "programDefinitions.updateProgramDefinition": async (wix) => {
    const { programDefinitionId } = await studio(wix);
    const change = { revision: "77", displayName: "Late" };
    return wix.programDefinitions.updateProgramDefinition(programDefinitionId, change);
  },
  "poolDefinitions.updatePoolDefinition": async (wix) => {
    const { poolDefinitionId } = await studio(wix);
    const change = { revision: "77", displayName: "Late" };
    const cascade = "FUTURE_PROVISIONS" as const;
    return wix.poolDefinitions.updatePoolDefinition(poolDefinitionId, change, { cascade });
  },
  "programs.updateProgram": async (wix) => {
    const { programId } = await program(wix);
    return wix.programs.updateProgram(programId, { revision: "77", displayName: "Late" });
  },
  "pools.updatePool": async (wix) => {
    const { poolId } = await program(wix);
    return wix.pools.updatePool(poolId, { revision: "77", displayName: "Late" });
  },
  "items.updateItem": async (wix) => {
    const { namespace, poolDefinition } = await studio(wix);
    const itemSetId = poolDefinition.details?.benefits?.[0]?.itemSetId ?? newGuid();
    const { _id = "" } = await wix.items.createItem(newItem(namespace, itemSetId));
    return wix.items.updateItem(_id ?? "", { revision: "77", displayName: "Late" });
  },
};

const refusal = (method: string, status: number, cause: string, call: Call): Check => ({
  method,
  kind: "refusal",
  title: `${status}: ${cause}`,
  run: async ({ wix }) => assert.equal((await refusalOf(call(wix, newGuid()))).status, status),
});

/** What the documentation says of refusals that have no code in the typings, and ids that are none. */
export const documentedChecks: Check[] = [
  ...Object.entries(byId).map(([method, call]) =>
    refusal(method, 404, "an id that is not there", call),
  ),
  ...Object.entries(stale).map(([method, call]) => refusal(method, 409, "a stale revision", call)),
  ...Object.entries(byId).map(([method, call]) =>
    limit(method, "an id that is no GUID", ({ wix }) => call(wix, "no-guid")),
  ),
];
