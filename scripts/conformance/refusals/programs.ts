import { enrol, given, newGuid, type Sdk, sdk, studio } from "@/emulator/testing/client";
import { program } from "@/emulator/testing/steps";
import { NotTried, type Refusal } from "../check";
import type { Target } from "../target";

const statuses = ["currentStatus", "requestedStatus"];
const transition = { code: "PROGRAM_STATUS_TRANSITION_NOT_ALLOWED", status: 428, data: statuses };

const pause = (wix: Sdk, id: string, idempotencyKey = newGuid()) =>
  wix.programs.pauseProgram(id, { idempotencyKey });
const resume = (wix: Sdk, id: string, idempotencyKey = newGuid()) =>
  wix.programs.resumeProgram(id, { idempotencyKey });

/** A client whose target takes a minute for each job; at Wix, one that does not wait for them. */
async function busy({ hasty, other }: Target): Promise<Sdk> {
  return other ? sdk(await other({ delayMs: 60_000 })) : hasty;
}

async function provisioning(target: Target) {
  const wix = await busy(target);
  const place = await studio(wix);
  const { namespace, programDefinitionId } = place;
  const externalProgramId = newGuid();
  const memberId = newGuid();
  const again = () =>
    enrol(wix, { programDefinitionId }, { namespace, externalProgramId, memberId });
  const { program: made } = await again();
  return { wix, again, programId: given(made?._id) };
}

/** At Wix a job may be done before the next call comes: then there is nothing to be seen. */
async function whileBusy({ name }: Target, call: () => Promise<unknown>): Promise<unknown> {
  const isRefusal = (error: unknown) =>
    error instanceof Error && JSON.stringify(Reflect.get(error, "details")).includes("IN_PROGRESS");
  return call().then(
    (answer) => {
      if (name === "wix") throw new NotTried("the job was done before the next call");
      return answer;
    },
    (error: unknown) => {
      if (name === "wix" && !isRefusal(error)) {
        throw new NotTried("the job was done before the next call");
      }
      throw error;
    },
  );
}

/** Of provisioning, pausing, resuming and ending. */
export const programRefusals: Refusal[] = [
  {
    method: "programs.provisionProgram",
    code: "IN_PROGRESS",
    status: 409,
    cause: "the same externalProgramId again while the job runs",
    run: async (target) => {
      const { again } = await provisioning(target);
      return whileBusy(target, again);
    },
  },
  {
    method: "programs.provisionProgram",
    code: "PROGRAM_ALREADY_EXISTS",
    status: 409,
    data: ["externalProgramId", "namespace"],
    cause: "the same externalProgramId again",
    run: async ({ wix }) => {
      const { programDefinitionId, namespace } = await studio(wix);
      const options = { namespace, externalProgramId: newGuid(), memberId: newGuid() };
      await enrol(wix, { programDefinitionId }, options);
      await wix.programs.queryPrograms().limit(1).find();
      return enrol(wix, { programDefinitionId }, options);
    },
  },
  {
    method: "programs.pauseProgram",
    ...transition,
    cause: "a program that is PAUSED",
    run: async ({ wix }) => pause(wix, (await program(wix, "PAUSED")).programId),
  },
  {
    method: "programs.pauseProgram",
    code: "ALREADY_EXECUTED",
    status: 409,
    cause: "a key that was used",
    run: async ({ wix }) => {
      const { programId } = await program(wix);
      const key = newGuid();
      await pause(wix, programId, key);
      await resume(wix, programId);
      await wix.programs.getProgram(programId);
      return pause(wix, programId, key);
    },
  },
  {
    method: "programs.pauseProgram",
    code: "IN_PROGRESS",
    status: 409,
    cause: "a program that is PROVISIONING",
    run: async (target) => {
      const { wix, programId } = await provisioning(target);
      return whileBusy(target, () => pause(wix, programId));
    },
  },
  {
    method: "programs.resumeProgram",
    ...transition,
    cause: "a program that is ACTIVE",
    run: async ({ wix }) => resume(wix, (await program(wix)).programId),
  },
  {
    method: "programs.resumeProgram",
    code: "ALREADY_EXECUTED",
    status: 409,
    cause: "a key that was used",
    run: async ({ wix }) => {
      const { programId } = await program(wix, "PAUSED");
      const key = newGuid();
      await resume(wix, programId, key);
      await pause(wix, programId);
      await wix.programs.getProgram(programId);
      return resume(wix, programId, key);
    },
  },
  {
    method: "programs.resumeProgram",
    code: "IN_PROGRESS",
    status: 409,
    cause: "a program that is PROVISIONING",
    run: async (target) => {
      const { wix, programId } = await provisioning(target);
      return whileBusy(target, () => resume(wix, programId));
    },
  },
  {
    method: "programs.endProgram",
    ...transition,
    cause: "a program that is ENDED",
    run: async ({ wix }) => {
      const { programId } = await program(wix);
      await wix.programs.endProgram(programId);
      await wix.programs.getProgram(programId);
      return wix.programs.endProgram(programId);
    },
  },
];
