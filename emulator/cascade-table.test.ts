import { describe, expect, it } from "vitest";
import { setClock } from "./testing/clock";
import { enrol, given, internalPool, newGuid, refusalOf, studio, yoga } from "./testing/client";
import { lifecycle, programStatuses, type ProgramStatus, settled } from "./testing/lifecycle";
import { emulated } from "./testing/emulated";

const delayMs = 60_000;
const { emulator, wix } = await emulated({ delayMs });
await setClock(emulator, { frozen: true });
const life = lifecycle(wix, emulator, delayMs);

type Cascade = "IMMEDIATELY" | "NEXT_RENEWAL" | "FUTURE_PROVISIONS";
const cascades: Cascade[] = ["IMMEDIATELY", "NEXT_RENEWAL", "FUTURE_PROVISIONS"];

/** Two program definitions, a pool definition that is in both, and one that is in none. */
async function world() {
  const { namespace, programDefinitionId: own, poolDefinitionId: shared } = await studio(wix);
  const second = await wix.programDefinitions.createProgramDefinition({
    namespace,
    externalId: newGuid(),
  });
  const other = given(second._id);
  await wix.poolDefinitions.addPoolDefinitionToProgramDefinition(shared, {
    programDefinitionId: other,
    cascade: "FUTURE_PROVISIONS",
  });
  const free = given((await wix.poolDefinitions.createPoolDefinition(yoga(namespace)))._id);
  return { namespace, own, other, shared, free };
}
type World = Awaited<ReturnType<typeof world>>;

const poolDefinitions = () => wix.poolDefinitions;
const changed = { ...yoga("n").details, creditConfiguration: { amount: "20" } };

/** What each operation does, to which pool definition, and whether it reaches programs of the other definition. */
const operations = {
  "creating in": {
    kind: "adds",
    reachesOther: false,
    act: async ({ namespace, own }: World, cascade: Cascade) => {
      const definition = { ...yoga(namespace), programDefinitionIds: [own] };
      const { _id } = await poolDefinitions().createPoolDefinition(definition, { cascade });
      return given(_id);
    },
  },
  "adding to": {
    kind: "adds",
    reachesOther: false,
    act: async ({ free, own }: World, cascade: Cascade) => {
      const target = { programDefinitionId: own, cascade };
      await poolDefinitions().addPoolDefinitionToProgramDefinition(free, target);
      return free;
    },
  },
  updating: {
    kind: "updates",
    reachesOther: true,
    act: async ({ shared }: World, cascade: Cascade) => {
      const { revision } = await poolDefinitions().getPoolDefinition(shared);
      const change = { revision: given(revision), details: structuredClone(changed) };
      await poolDefinitions().updatePoolDefinition(shared, change, { cascade });
      return shared;
    },
  },
  "removing from": {
    kind: "removes",
    reachesOther: false,
    act: async ({ shared, own }: World, cascade: Cascade) => {
      const target = { programDefinitionId: own, cascade };
      await poolDefinitions().removePoolDefinitionFromProgramDefinition(shared, target);
      return shared;
    },
  },
  "deleting the pool definition of": {
    kind: "removes",
    reachesOther: true,
    act: async ({ shared }: World, cascade: Cascade) => {
      await poolDefinitions().deletePoolDefinition(shared, cascade);
      return shared;
    },
  },
  deleting: {
    kind: "removes",
    reachesOther: false,
    act: async ({ shared, own }: World, cascade: Cascade) => {
      await wix.programDefinitions.deleteProgramDefinition(own, { cascadeType: cascade });
      return shared;
    },
  },
} as const;
type Kind = (typeof operations)[keyof typeof operations]["kind"];

/** A pool in short: its status, its credit amount, what waits for its renewal. Null when there is none. */
type Seen = [status: string, amount: string, action: string | null] | null;

async function seen(programId: string, poolDefinitionId: string): Promise<Seen> {
  const query = wix.pools.queryPools().eq("programId", programId);
  const pool = (await query.eq("poolDefinitionId", poolDefinitionId).find()).items[0];
  if (!pool) return null;
  const { status, renewalAction } = await internalPool(wix, given(pool._id));
  const amount = given(pool.details?.creditConfiguration?.amount);
  return [status, amount, renewalAction?.type ?? null];
}

/** The table: how a pool of a program in this status is when the jobs have run, and after the renewal that follows. */
function expected(kind: Kind, cascade: Cascade, status: string): [then: Seen, renewed: Seen] {
  const untouched: Seen = kind === "adds" ? null : [status, "10", null];
  if (status === "ENDED" || cascade === "FUTURE_PROVISIONS") return [untouched, untouched];
  const isNow = cascade === "IMMEDIATELY";
  switch (kind) {
    case "adds":
      return [
        [isNow ? status : "PENDING", "10", null],
        [status, "10", null],
      ];
    case "updates":
      return [isNow ? [status, "20", null] : [status, "10", "UPDATE"], [status, "20", null]];
    case "removes":
      return [isNow ? ["ENDED", "10", null] : [status, "10", "END"], ["ENDED", "10", null]];
  }
}

async function enrolled(programDefinitionId: string, namespace: string, status: ProgramStatus) {
  const { program } = await enrol(wix, { programDefinitionId }, { namespace });
  await life.bring(given(program?._id), status);
  return given(program?._id);
}

const cases = Object.entries(operations).flatMap(([name, operation]) =>
  cascades.map((cascade) => ({ name, cascade, ...operation })),
);

describe.each(cases)(
  "$name a program definition $cascade",
  ({ name, act, kind, cascade, reachesOther }) => {
    it.each(programStatuses)(
      "reaches the pools of a program that is %s as the table says",
      async (status) => {
        const place = await world();
        const [other, own] = [
          await enrolled(place.other, place.namespace, "ACTIVE"),
          await enrolled(place.own, place.namespace, status),
        ];
        const poolDefinitionId = await act(place, cascade);
        await life.settle();
        const [then, renewed] = expected(kind, cascade, settled[status]);
        expect(await seen(own, poolDefinitionId)).toEqual(then);
        const [otherThen, otherRenewed] = reachesOther
          ? expected(kind, cascade, "ACTIVE")
          : kind === "adds"
            ? [null, null]
            : [
                ["ACTIVE", "10", null],
                ["ACTIVE", "10", null],
              ];
        expect(await seen(other, poolDefinitionId)).toEqual(otherThen);
        await life.methods.renew(other);
        if (settled[status] !== "ENDED") await life.methods.renew(own);
        await life.settle();
        expect(await seen(own, poolDefinitionId)).toEqual(renewed);
        expect(await seen(other, poolDefinitionId)).toEqual(otherRenewed);
      },
    );

    it("shows in programs that are provisioned later", async () => {
      const place = await world();
      const poolDefinitionId = await act(place, cascade);
      const definition = reachesOther ? place.other : place.own;
      const later = enrolled(definition, place.namespace, "ACTIVE").then(
        (programId) => seen(programId, poolDefinitionId),
        async (error: unknown) => (await refusalOf(Promise.reject(error))).code,
      );
      const amount = kind === "updates" ? "20" : "10";
      const pool = kind === "removes" ? null : ["ACTIVE", amount, null];
      expect(await later).toEqual(name === "deleting" ? "NOT_FOUND" : pool);
    });
  },
);
