import type { Assumption } from "./assumption";

/** Rules of programs and pools, and of cascades that reach them. */
export const programAssumptions = [
  {
    id: "cascade-reaches",
    what: "Programs that get a pool when one is added IMMEDIATELY or at NEXT_RENEWAL",
    default: "not-ended",
    alternatives: ["active"],
    why: "A paused program resumes with what its definition then has; an ended one never does.",
  },
  {
    id: "cascades-meet",
    what: "Operations that come while the jobs of earlier ones wait: the end is as if each had been done when it was asked for",
    default: "as-asked",
    alternatives: [],
    why: "Nothing is said of it; whoever removes and adds again means what was said last.",
  },
  {
    id: "grouped-pool-definition",
    what: "Status and body of the refusal to provision a pool definition that is in a program definition",
    default: "code",
    alternatives: ["validation", "precondition"],
    why: "That it is rejected is documented, how is not; an internal type is named InvalidPoolDefinitionReference. 400 by meaning, or 428.",
  },
  {
    id: "long-pool-name",
    what: "A pool made from a pool definition whose name is longer than a pool's may be (128 and 64)",
    default: "cut",
    alternatives: ["whole"],
    why: "The typings allow both lengths and do not say what happens between them.",
  },
  {
    id: "next-renewal-add",
    what: "A pool definition added at NEXT_RENEWAL gives existing programs a pool with status PENDING",
    default: "pending-pool",
    alternatives: [],
    why: "The status exists and nothing else would use it.",
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
] as const satisfies readonly Assumption[];
