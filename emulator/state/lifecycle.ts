import { refusal } from "../refusal";
import { isRenewing, type Job, schedule } from "./jobs";
import { endPool, isLiving, type Pool, withStatus } from "./pools";
import type { Program, ProgramStatus } from "./programs";
import { found, type Site, statusChanged } from "./site";

type Target = "ACTIVE" | "PAUSED" | "ENDED";

const passing = { ACTIVE: "RESUMING", PAUSED: "PAUSING", ENDED: "ENDING" } as const;
const unsettled: readonly ProgramStatus[] = ["PROVISIONING", "PAUSING", "RESUMING", "ENDING"];

/** documented: of an ACTIVE program; PAUSING until the job has run, and its pools follow. Throws the three codes of the typings. */
export function pauseProgram(site: Site, id: string, idempotencyKey: string): Job {
  return suspend(site, id, { from: "ACTIVE", to: "PAUSED", idempotencyKey });
}

/** documented: of a PAUSED program; RESUMING until the job has run, and its pools follow. Throws the three codes of the typings. */
export function resumeProgram(site: Site, id: string, idempotencyKey: string): Job {
  return suspend(site, id, { from: "PAUSED", to: "ACTIVE", idempotencyKey });
}

/**
 * documented: ENDING until the job has run, and its pools follow; there is no way back. typings: the one code.
 * assumed (end-paused, end-in-transition): which programs can be ended.
 */
export function endProgram(site: Site, id: string): Job {
  const program = found(site, site.programs, id);
  const { status } = program;
  const isTransition = status !== "ENDING" && unsettled.includes(status);
  const isAllowed =
    status === "ACTIVE" ||
    (status === "PAUSED" && site.assumes("end-paused", "ended")) ||
    (isTransition && site.assumes("end-in-transition", "ended"));
  if (!isAllowed) throw transitionNotAllowed(status, "ENDED");
  return begin(site, program, "ENDED");
}

/** documented: short-lived states pass. A program that was sent elsewhere meanwhile is left to the later job. */
export function finishStatusChange(site: Site, program: Program, target: Target): void {
  if (program.status !== passing[target]) return;
  site.programs.put({ ...statusChanged(site, program), status: target, targetStatus: undefined });
  for (const pool of poolsOf(site, program)) follow(site, pool, target);
}

/** typings: 428 with both statuses. */
export function transitionNotAllowed(currentStatus: ProgramStatus, requestedStatus: Target) {
  const description = `Program status can't change from ${currentStatus} to ${requestedStatus}.`;
  const data = { currentStatus, requestedStatus };
  return refusal(428, "PROGRAM_STATUS_TRANSITION_NOT_ALLOWED", description, data);
}

/** typings: 409, data of any kind. */
export function inProgress(program: Program) {
  const data = { programId: program.id, currentStatus: program.status };
  return refusal(409, "IN_PROGRESS", "Another operation on this program is in progress.", data);
}

/** typings: 409, data of any kind. */
export function alreadyExecuted(idempotencyKey: string) {
  const description = "A request with this idempotency key was executed already.";
  return refusal(409, "ALREADY_EXECUTED", description, { idempotencyKey });
}

/** typings: the short-lived statuses of a program. */
export function isUnsettled(program: Program): boolean {
  return unsettled.includes(program.status);
}

interface Suspension {
  from: "ACTIVE" | "PAUSED";
  to: "ACTIVE" | "PAUSED";
  idempotencyKey: string;
}

/**
 * typings: IN_PROGRESS, ALREADY_EXECUTED and the transition. assumed (lifecycle-order, renewal-in-progress): in which order,
 * and that it is busy also while it is renewed.
 */
function suspend(site: Site, id: string, { from, to, idempotencyKey }: Suspension): Job {
  const program = found(site, site.programs, id);
  if (site.assumes("lifecycle-order", "key-first")) checkKey(site, program, to, idempotencyKey);
  const isBusy = isRenewing(site, id) && site.assumes("renewal-in-progress", "refused");
  if (isUnsettled(program) || isBusy) throw inProgress(program);
  checkKey(site, program, to, idempotencyKey);
  if (program.status !== from) throw transitionNotAllowed(program.status, to);
  return begin(site, program, to, idempotencyKey);
}

/** documented: a key is executed once. assumed (lifecycle-key-scope): once for each method, of this program. */
function checkKey(site: Site, program: Program, target: Target, idempotencyKey: string): void {
  const isWide = site.assumes("lifecycle-key-scope", "program");
  const isUsed = site.jobs
    .find("idempotencyKey", `${program.id}/${idempotencyKey}`)
    .some(({ work }) => isWide || (work.kind === "CHANGE_STATUS" && work.status === target));
  if (!isUsed) return;
  throw alreadyExecuted(idempotencyKey);
}

function begin(site: Site, program: Program, status: Target, idempotencyKey?: string): Job {
  site.programs.put({
    ...statusChanged(site, program),
    status: passing[status],
    targetStatus: status,
  });
  const poolIds = poolsOf(site, program).map((pool) => pool.id);
  return schedule(site, {
    kind: "CHANGE_STATUS",
    programId: program.id,
    poolIds,
    status,
    idempotencyKey,
  });
}

/** documented: "affects all the program's pools similarly"; one that has not begun yet finds its status when it does. */
function follow(site: Site, pool: Pool, target: Target): void {
  if (target === "ENDED") endPool(site, pool);
  else if (pool.status === "ACTIVE" || pool.status === "PAUSED") withStatus(site, pool, target);
}

function poolsOf(site: Site, program: Program): Pool[] {
  return site.pools.find("programId", program.id).filter(isLiving);
}
