interface Assumption {
  id: string;
  what: string;
  default: string;
  alternatives: readonly string[];
  why: string;
}

/**
 * Every rule of this emulator that neither the documentation nor the typings state.
 * A rule reads its choice with `assumes(id, choice)`; EMULATOR_ASSUMPTIONS switches it ("id=choice,id=choice").
 */
export const assumptions = [
  {
    id: "add-again",
    what: "Adding a pool definition to a program definition that has it, or removing it from one that has it not",
    default: "unchanged",
    alternatives: ["refused"],
    why: "No error is listed for either; the end state is what was asked for.",
  },
  {
    id: "api-key-site",
    what: "An API key with a missing or foreign wix-site-id header",
    default: "forbidden",
    alternatives: ["unauthenticated"],
    why: "The key is known, the site is not in its reach: 403 by meaning.",
  },
  {
    id: "array-field-operators",
    what: "Operators on details.benefits.itemSetId and .providerAppId beyond $hasSome and $hasAll",
    default: "accepted",
    alternatives: ["refused"],
    why: "The query builder types eq, in and others on them; the query spec lists only the two.",
  },
  {
    id: "balance-created",
    what: "When the balance of a new pool appears",
    default: "on-activation",
    alternatives: ["on-provision"],
    why: "Pools and credits are provisioned by a job; a PENDING pool has no credits yet.",
  },
  {
    id: "cascade-reaches",
    what: "Programs that get a pool when one is added IMMEDIATELY or at NEXT_RENEWAL",
    default: "not-ended",
    alternatives: ["active"],
    why: "A paused program resumes with what its definition then has; an ended one never does.",
  },
  {
    id: "changed-provider",
    what: "An update that changes the providerAppId of a benefit",
    default: "refused",
    alternatives: ["ignored"],
    why: "Typed as immutable but not as read-only: silence would hide a mistake.",
  },
  {
    id: "credits-on-immediate-update",
    what: "The balance of a live pool when its credit amount changes IMMEDIATELY",
    default: "untouched",
    alternatives: ["difference"],
    why: "Credits are said to be given at provisioning and renewal only.",
  },
  {
    id: "default-sort",
    what: "Order of a query without sort",
    default: "oldest-first",
    alternatives: ["newest-first"],
    why: "Only pool items document one; a stable order by createdDate and id is needed for cursors.",
  },
  {
    id: "delete-program-definition-cascade",
    what: "Deleting a program definition without cascadeType",
    default: "FUTURE_PROVISIONS",
    alternatives: ["IMMEDIATELY", "NEXT_RENEWAL"],
    why: "The option is not required; the mildest reading leaves live programs alone.",
  },
  {
    id: "duplicate-benefit-key",
    what: "Two benefits with one benefitKey in the same details",
    default: "refused",
    alternatives: ["accepted"],
    why: "The key is called a unique identifier; which error answers is not said.",
  },
  {
    id: "duplicate-program-definition",
    what: "A second program definition with the same namespace and externalId",
    default: "code",
    alternatives: ["plain"],
    why: '"Entity already exists" was seen; 409 and the code ALREADY_EXISTS are by meaning.',
  },
  {
    id: "empty-benefits",
    what: "Creating a pool definition with an empty list of benefits",
    default: "refused",
    alternatives: ["accepted"],
    why: "details.benefits is required, and protobuf cannot tell an empty list from a missing one.",
  },
  {
    id: "external-id-format",
    what: "externalId and externalProgramId that are not GUIDs",
    default: "refused",
    alternatives: ["accepted"],
    why: 'The typings say GUID, an official sample sends "myProgram17".',
  },
  {
    id: "find-unknown-program-definition",
    what: "findPoolDefinitionsByProgramDefinition with an unknown id",
    default: "empty",
    alternatives: ["not-found"],
    why: "It reads like a filter over pool definitions, and lists no error.",
  },
  {
    id: "foreign-namespace",
    what: "Using a definition of one namespace in another (provision, add, create)",
    default: "not-found",
    alternatives: ["accepted"],
    why: "Namespaces keep the entities of one app from those of another.",
  },
  {
    id: "grouped-pool-definition",
    what: "Body of the refusal to provision a pool definition that is in a program definition",
    default: "code",
    alternatives: ["validation"],
    why: "That it is rejected is documented, how is not; an internal type is named InvalidPoolDefinitionReference.",
  },
  {
    id: "initial-credit",
    what: "The first credits of a balance leave a transaction (EXTERNAL to AVAILABLE)",
    default: "recorded",
    alternatives: ["not-recorded"],
    why: "Every other change of a balance does. An amount of 0 leaves none.",
  },
  {
    id: "long-pool-name",
    what: "A pool made from a pool definition whose name is longer than a pool's may be (128 and 64)",
    default: "cut",
    alternatives: ["whole"],
    why: "The typings allow both lengths and do not say what happens between them.",
  },
  {
    id: "member-search",
    what: "How the free text of queryMembers matches a field",
    default: "contains",
    alternatives: ["word-prefix"],
    why: '"Plain text search" is all that is said. Case is ignored.',
  },
  {
    id: "next-renewal-add",
    what: "A pool definition added at NEXT_RENEWAL gives existing programs a pool with status PENDING",
    default: "pending-pool",
    alternatives: [],
    why: "The status exists and nothing else would use it.",
  },
  {
    id: "not-found-body",
    what: "Body of a 404",
    default: "code",
    alternatives: ["plain"],
    why: "Not documented for these services; NOT_FOUND is the code of sister services.",
  },
  {
    id: "patch-null",
    what: "null for a field in an update",
    default: "clears",
    alternatives: ["ignored"],
    why: "There is no field mask in a single update: presence decides, and null is the empty value.",
  },
  {
    id: "price-refusal",
    what: 'Body of "Price should be 0 when credit pool is not set up"',
    default: "validation",
    alternatives: ["plain"],
    why: "The words were seen, the shape was not.",
  },
  {
    id: "program-without-pools",
    what: "Provisioning again under the key of a program that has no pools, for the same beneficiary and definition",
    default: "retried",
    alternatives: ["refused"],
    why: 'The refusal says "already exists with pools".',
  },
  {
    id: "readded-pool-definition",
    what: "Adding again what a program still has a living pool of",
    default: "pool-kept",
    alternatives: ["second-pool"],
    why: "One pool for each pool definition in a program; a pending end is taken back.",
  },
  {
    id: "revision-conflict",
    what: "Body of the 409 for a stale revision",
    default: "code",
    alternatives: ["plain"],
    why: "The status and the words are documented, a code is not; INVALID_REVISION is used elsewhere in Wix.",
  },
  {
    id: "revision-missing",
    what: "An update without a revision",
    default: "conflict",
    alternatives: ["validation"],
    why: "Nothing equals nothing only by accident: it is treated as stale.",
  },
  {
    id: "status-change-revision",
    what: "A change of status by a job counts as an update of program and pool",
    default: "counts",
    alternatives: ["does-not-count"],
    why: "The entity has changed since; being strict finds updates with a revision from before.",
  },
  {
    id: "unknown-reference",
    what: "Status when a definition that a request refers to does not exist",
    default: "404",
    alternatives: ["400"],
    why: "Not documented; the definition is what was not found.",
  },
  {
    id: "unlimited-balance",
    what: "The balance of a pool without credit configuration",
    default: "zero",
    alternatives: ["none"],
    why: "Each pool is said to have a balance; what it holds when nothing is counted is not said.",
  },
  {
    id: "update-benefit-required",
    what: "A benefit without benefitKey, or a new one without providerAppId, in an update",
    default: "refused",
    alternatives: ["accepted"],
    why: "Required on create; the typings of updates say nothing.",
  },
  {
    id: "update-cascade-required",
    what: "When updating a pool definition needs a cascade",
    default: "always",
    alternatives: ["details"],
    why: 'Documented as "Required." but optional in the type; older typings ask for it only with details.',
  },
  {
    id: "update-program-definition-ids",
    what: "programDefinitionIds in an update of a pool definition",
    default: "applied",
    alternatives: ["ignored"],
    why: "Not read-only in the typings: treated as adding and removing with the same cascade.",
  },
] as const satisfies readonly Assumption[];

type Row = (typeof assumptions)[number];
export type AssumptionId = Row["id"];
export type Choice<Id extends AssumptionId> =
  Extract<Row, { id: Id }>["default"] | Extract<Row, { id: Id }>["alternatives"][number];

/** Tells whether an assumption stands at this choice. */
export type Assumes = <Id extends AssumptionId>(id: Id, choice: Choice<Id>) => boolean;

/** Takes choices by id; throws on an id or a choice that the table does not have. */
export function chooseAssumptions(chosen: Readonly<Record<string, string>> = {}): Assumes {
  const table: readonly Assumption[] = assumptions;
  for (const [id, choice] of Object.entries(chosen)) {
    const row = table.find((assumption) => assumption.id === id);
    if (!row) throw new Error(`there is no assumption "${id}"`);
    if (row.default !== choice && !row.alternatives.includes(choice)) {
      const choices = [row.default, ...row.alternatives].join(", ");
      throw new Error(`assumption "${id}" is one of ${choices}, not "${choice}"`);
    }
  }
  const choices = new Map(table.map((row) => [row.id, chosen[row.id] ?? row.default]));
  return (id, choice) => choices.get(id) === choice;
}
