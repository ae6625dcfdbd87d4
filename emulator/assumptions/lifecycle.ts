import type { Assumption } from "./assumption";

/** Rules of pausing, resuming, ending and renewing programs, and of the jobs that do it. */
export const lifecycleAssumptions = [
  {
    id: "async-job-counters",
    what: "What the counters of an async job count",
    default: "pools",
    alternatives: [],
    why: "The items of a job are not described; pools are what all these jobs go through.",
  },
  {
    id: "async-job-metadata",
    what: "metadata of an async job",
    default: "empty",
    alternatives: ["absent"],
    why: "The field is documented, what these jobs put into it is not; who reads it must not count on anything.",
  },
  {
    id: "async-job-processing",
    what: "When a job that has not finished is PROCESSING",
    default: "second-half",
    alternatives: ["never"],
    why: "INITIALIZED comes first and FINISHED last; the first half of the delay shows one, the second the other.",
  },
  {
    id: "async-job-wrapper",
    what: "What an async job is wrapped in",
    default: "job",
    alternatives: ["asyncJob", "none"],
    why: "Only the object is documented, not the answer that carries it.",
  },
  {
    id: "billing-cycles",
    what: "Cycles that the control route clock/renew goes through: each program's own, counted from its createdDate",
    default: "own",
    alternatives: [],
    why: "Wix has no scheduler: whoever bills calls renewProgram, commonly at the day that a program began.",
  },
  {
    id: "end-in-transition",
    what: "Ending a program that is PROVISIONING, PAUSING or RESUMING",
    default: "refused",
    alternatives: ["ended"],
    why: "PROGRAM_STATUS_TRANSITION_NOT_ALLOWED is the one code listed. A program whose pools are RENEWING is ACTIVE.",
  },
  {
    id: "end-paused",
    what: "Ending a PAUSED program",
    default: "ended",
    alternatives: ["refused"],
    why: "Nothing says that it must be resumed first.",
  },
  {
    id: "lifecycle-key-scope",
    what: "What an idempotency key of pause and resume is unique in",
    default: "program-and-method",
    alternatives: ["program"],
    why: 'It is there so that "the request is processed only once"; another method is another request.',
  },
  {
    id: "renew-ended",
    what: "Renewing an ENDED program",
    default: "refused",
    alternatives: ["ignored"],
    why: "No error is listed; a silent success would hide that nothing was renewed.",
  },
  {
    id: "renew-in-transition",
    what: "Renewing a program that is PROVISIONING, PAUSING, RESUMING or ENDING",
    default: "refused",
    alternatives: ["ignored"],
    why: "No error is listed; IN_PROGRESS is what its sisters answer.",
  },
  {
    id: "renew-paused",
    what: "Renewing a PAUSED program: its pools get their credits and stay PAUSED",
    default: "renewed",
    alternatives: ["refused"],
    why: "No error is listed, and billing may go on while benefits are held.",
  },
  {
    id: "renewal-in-progress",
    what: "Pausing, resuming or renewing a program whose pools are RENEWING",
    default: "refused",
    alternatives: ["queued"],
    why: "IN_PROGRESS exists; a program has no status of its own for it.",
  },
] as const satisfies readonly Assumption[];
