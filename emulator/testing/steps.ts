import { app, enrol, given, poolsOf, refusalOf, type Sdk, studio, yoga } from "./client";
import type { RunningEmulator } from "../start";

export type Scenario = (wix: Sdk, emulator: RunningEmulator) => Promise<unknown>;

/** What a caller sees: the status of a refusal and where it speaks, or "done". */
export const outcome = (call: Promise<unknown>) =>
  call.then(
    () => "done",
    async (error: unknown) => {
      const { status, code, rules } = await refusalOf(Promise.reject(error));
      return [status, rules[0] ?? code];
    },
  );

export const program = async (wix: Sdk, programStatus: "ACTIVE" | "PAUSED" = "ACTIVE") => {
  const place = await studio(wix);
  const { namespace, programDefinitionId } = place;
  const lookup = { programDefinitionId };
  const { program } = await enrol(wix, lookup, { namespace, programStatus });
  const programId = given(program?._id);
  const [pool] = await poolsOf(wix, programId);
  return { ...place, programId, poolId: given(pool?._id), pool: given(pool) };
};

export const remove = (
  place: { poolDefinitionId: string; programDefinitionId: string },
  wix: Sdk,
) =>
  wix.poolDefinitions.removePoolDefinitionFromProgramDefinition(place.poolDefinitionId, {
    programDefinitionId: place.programDefinitionId,
    cascade: "FUTURE_PROVISIONS",
  });

export const add = (
  place: { poolDefinitionId: string; programDefinitionId: string },
  wix: Sdk,
  cascade: "IMMEDIATELY" | "FUTURE_PROVISIONS" = "IMMEDIATELY",
) =>
  wix.poolDefinitions.addPoolDefinitionToProgramDefinition(place.poolDefinitionId, {
    programDefinitionId: place.programDefinitionId,
    cascade,
  });

export const createWith = (wix: Sdk, details: object) =>
  outcome(wix.poolDefinitions.createPoolDefinition(Object.assign(yoga("n"), { details })));

export const updateWith = async (wix: Sdk, details: object) => {
  const { poolId, pool } = await program(wix);
  return outcome(wix.pools.updatePool(poolId, { revision: given(pool.revision), details }));
};

export const afterUpdate = async (wix: Sdk, displayName: string | null) => {
  const { programId } = await program(wix);
  const { revision } = await wix.programs.getProgram(programId);
  const named = await wix.programs.updateProgram(programId, {
    revision: given(revision),
    displayName: "Named",
  });
  const change = { revision: given(named.revision), displayName };
  return (await wix.programs.updateProgram(programId, change)).displayName;
};

export const unlimited = async (wix: Sdk) => {
  const benefits = [{ benefitKey: "a", providerAppId: app }];
  const { _id } = await wix.poolDefinitions.createPoolDefinition({
    namespace: "n",
    details: { benefits },
  });
  const { program } = await enrol(wix, { poolDefinitionId: given(_id) }, { namespace: "n" });
  const [pool] = await poolsOf(wix, given(program?._id));
  const { balances } = await wix.balances.listBalances({ poolIds: [given(pool?._id)] });
  return balances?.map(({ amount }) => amount?.available);
};

/** Settings that a scenario needs, beside its assumption. */
export interface Options {
  delayMs?: number;
}

/** By id: a scenario, what it gives by default, what it gives under each alternative. */
export type Scenarios = Record<string, [Scenario, unknown, Record<string, unknown>, Options?]>;
