import type { Assumption } from "./assumption";

/** Rules of program definitions and pool definitions. */
export const definitionAssumptions = [
  {
    id: "add-again",
    what: "Adding a pool definition to a program definition that has it, or removing it from one that has it not",
    default: "unchanged",
    alternatives: ["refused"],
    why: "No error is listed for either; the end state is what was asked for.",
  },
  {
    id: "changed-provider",
    what: "An update that changes the providerAppId of a benefit",
    default: "refused",
    alternatives: ["ignored"],
    why: "Typed as immutable but not as read-only: silence would hide a mistake.",
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
    id: "find-unknown-program-definition",
    what: "findPoolDefinitionsByProgramDefinition with an unknown id",
    default: "empty",
    alternatives: ["not-found"],
    why: "It reads like a filter over pool definitions, and lists no error.",
  },
  {
    id: "price-refusal",
    what: 'Body of "Price should be 0 when credit pool is not set up"',
    default: "validation",
    alternatives: ["plain"],
    why: "The words were seen, the shape was not.",
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
    id: "update-details",
    what: "Fields of details that an update of a pool or a pool definition leaves out, where no mask names them",
    default: "cleared",
    alternatives: ["kept"],
    why: "Fields in the body are updated, and details is one field; how deep that goes is not said.",
  },
  {
    id: "update-program-definition-ids",
    what: "programDefinitionIds in an update of a pool definition",
    default: "applied",
    alternatives: ["ignored"],
    why: "Not read-only in the typings: treated as adding and removing with the same cascade.",
  },
] as const satisfies readonly Assumption[];
