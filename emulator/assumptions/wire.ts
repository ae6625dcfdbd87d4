import type { Assumption } from "./assumption";

/** Rules of every method: bodies, references, queries, credentials. */
export const wireAssumptions = [
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
    id: "default-sort",
    what: "Order of a query without sort",
    default: "oldest-first",
    alternatives: ["newest-first"],
    why: "Only pool items document one; a stable order by createdDate and id is needed for cursors.",
  },
  {
    id: "external-id-format",
    what: "externalId and externalProgramId that are not GUIDs",
    default: "refused",
    alternatives: ["accepted"],
    why: 'The typings say GUID, an official sample sends "myProgram17".',
  },
  {
    id: "foreign-namespace",
    what: "Using a definition of one namespace in another (provision, add, create)",
    default: "not-found",
    alternatives: ["accepted"],
    why: "Namespaces keep the entities of one app from those of another.",
  },
  {
    id: "member-search",
    what: "How the free text of queryMembers matches a field",
    default: "contains",
    alternatives: ["word-prefix"],
    why: '"Plain text search" is all that is said. Case is ignored.',
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
] as const satisfies readonly Assumption[];
