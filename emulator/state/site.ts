import type { Assumes } from "../assumptions";
import { refusal, Refusal, invalid } from "../refusal";
import { type AuthorizationCode, authorizationCodeIndexes } from "./authorization-codes";
import { type Balance, balanceIndexes } from "./balances";
import type { Collection, Entity } from "./collection";
import { type Item, itemIndexes, type RemovedItem, removedItemIndexes } from "./items";
import { type Job, jobIndexes } from "./jobs";
import { type Member, memberIndexes } from "./members";
import { type PoolDefinition, poolDefinitionIndexes } from "./pool-definitions";
import { type Pool, poolIndexes } from "./pools";
import { type ProgramDefinition, programDefinitionIndexes } from "./program-definitions";
import { type Program, programIndexes } from "./programs";
import { Schedule } from "./schedule";
import { type Session, sessionIndexes } from "./sessions";
import type { Store } from "./store";
import { type Transaction, transactionIndexes } from "./transactions";

/** An entity with the fields that every Benefit Programs entity has. */
export interface Revised extends Entity {
  readonly revision: string;
  readonly createdDate: string;
  readonly updatedDate: string;
}

/** What one Wix site holds, and the settings that its rules read. */
export class Site {
  readonly programDefinitions: Collection<ProgramDefinition>;
  readonly poolDefinitions: Collection<PoolDefinition>;
  readonly programs: Collection<Program>;
  readonly pools: Collection<Pool>;
  readonly balances: Collection<Balance>;
  readonly transactions: Collection<Transaction>;
  readonly items: Collection<Item>;
  readonly removedItems: Collection<RemovedItem>;
  readonly jobs: Collection<Job>;
  readonly members: Collection<Member>;
  readonly schedule: Schedule;
  readonly sessions: Collection<Session>;
  readonly authorizationCodes: Collection<AuthorizationCode>;

  constructor(
    readonly store: Store,
    readonly assumes: Assumes,
    readonly delayMs: number,
    readonly delays: "emulated" | "real" = "emulated",
    /** Whether queries see items and their removal only after the delay. */
    readonly isEventual = false,
    /** IANA name; what days, months and hours of policies are those of. */
    readonly timeZone = "UTC",
  ) {
    this.programDefinitions = store.collection("programDefinitions", programDefinitionIndexes);
    this.poolDefinitions = store.collection("poolDefinitions", poolDefinitionIndexes);
    this.programs = store.collection("programs", programIndexes);
    this.pools = store.collection("pools", poolIndexes);
    this.balances = store.collection("balances", balanceIndexes);
    this.transactions = store.collection("transactions", transactionIndexes);
    this.items = store.collection("items", itemIndexes);
    this.removedItems = store.collection("removedItems", removedItemIndexes);
    this.jobs = store.collection("jobs", jobIndexes);
    this.members = store.collection("members", memberIndexes);
    this.schedule = new Schedule(this.jobs, delays);
    this.sessions = store.collection("sessions", sessionIndexes);
    this.authorizationCodes = store.collection("authorizationCodes", authorizationCodeIndexes);
  }
}

/** typings: id, dates and revision are the server's. assumed (first-revision): where they begin. */
export function fresh(site: Site): Revised {
  const now = site.store.now;
  const revision = site.assumes("first-revision", "0") ? "0" : "1";
  return { id: site.store.newId(), revision, createdDate: now, updatedDate: now };
}

/** documented: `revision` goes up by one with each update. */
export function revised<T extends Revised>(site: Site, entity: T): T {
  const revision = String(BigInt(entity.revision) + 1n);
  return { ...entity, revision, updatedDate: site.store.now };
}

/** assumed (status-change-revision): a change of status by a job is an update like any other. */
export function statusChanged<T extends Revised>(site: Site, entity: T): T {
  return site.assumes("status-change-revision", "counts")
    ? revised(site, entity)
    : { ...entity, updatedDate: site.store.now };
}

/** documented: 404. assumed (not-found-body): the code. */
export function found<T extends Entity>(site: Site, collection: Collection<T>, id: string): T {
  const entity = collection.get(id);
  if (!entity) throw notFound(site, `${singular(collection.name)} ${id} not found`);
  return entity;
}

/** assumed (not-found-body): the body of a 404. */
export function notFound(site: Site, description: string): Refusal {
  return site.assumes("not-found-body", "plain")
    ? new Refusal(404, description)
    : refusal(404, "NOT_FOUND", description);
}

/** assumed (unknown-reference, foreign-namespace): a definition that a request refers to must be there and in the same namespace. */
export function referenced<T extends Entity & { namespace: string }>(
  site: Site,
  collection: Collection<T>,
  { id, namespace, field }: { id: string; namespace: string; field: string },
): T {
  const entity = collection.get(id);
  const isForeign = entity !== undefined && entity.namespace !== namespace;
  if (entity && (!isForeign || site.assumes("foreign-namespace", "accepted"))) return entity;
  const description = `${singular(collection.name)} ${id} not found`;
  throw site.assumes("unknown-reference", "400")
    ? invalid({ field, description, violatedRule: "VALIDATION" })
    : notFound(site, description);
}

/** documented: a stale revision is a 409 with these words. assumed (revision-conflict, revision-missing): the code, and a missing one. */
export function checkRevision(
  site: Site,
  entity: Revised,
  given: string | undefined,
  field: string,
): void {
  if (given === entity.revision) return;
  if (given === undefined && site.assumes("revision-missing", "validation")) {
    throw invalid({ field, description: "must not be empty", violatedRule: "REQUIRED_FIELD" });
  }
  const description = "entity has already changed since the requested revision";
  throw site.assumes("revision-conflict", "plain")
    ? new Refusal(409, description)
    : refusal(409, "INVALID_REVISION", description, { currentRevision: entity.revision });
}

/** typings: an update changes the fields that are in the body. assumed (patch-null): null clears. */
export function patched<V>(site: Site, current: V | undefined, given: V | null | undefined) {
  if (given === undefined) return current;
  if (given !== null) return given;
  return site.assumes("patch-null", "ignored") ? current : undefined;
}

function singular(collection: string): string {
  const words = collection.replace(/s$/, "").replace(/[A-Z]/g, (letter) => ` ${letter}`);
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
