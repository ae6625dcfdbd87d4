import type { Problem } from "@/components/form/state";
import type { Failure, FailureKind } from "@/lib/operations/outcome";

/** The numbers and names that Wix, or we, put beside a refusal. */
type Facts = Failure["data"];

/**
 * Words for people, for everything that can go wrong: what, why, what next. A kind without words does
 * not compile. The kinds themselves are for machines, the messages of errors for the log.
 */
const words: Record<FailureKind, (facts: Facts, failure: Failure) => Problem> = {
  // What Wix refuses, by its own codes.
  ALREADY_EXECUTED: () => ({
    title: "This was done already",
    detail:
      "Wix has done it once under the same key and does not do it twice. Look at the history before you try again.",
  }),
  BALANCE_ALREADY_INITIALIZED: () => ({
    title: "This pool has its first credits already",
    detail: "Change the balance instead of setting its first amount.",
  }),
  BALANCE_EXCEEDED_LIMITS: (facts) => ({
    title: "The balance would leave its limits",
    detail: `It is ${say(facts.balance)} and ${say(facts.requested)} was asked for. Choose a smaller change.`,
  }),
  BENEFIT_ALREADY_REDEEMED: () => ({
    title: "This redemption was made already",
    detail: "Wix has it under the same key. Nothing was taken twice.",
  }),
  BENEFIT_NOT_FOUND: (facts) => ({
    title: "The pool has no such benefit",
    detail: `There is no benefit with the key “${say(facts.benefitKey)}” for this item. Check the benefits of the pool.`,
  }),
  CHAIN_OPERATION_IN_PROGRESS: () => ({
    title: "Another change of this redemption is under way",
    detail: "Wait a moment and try again.",
  }),
  CHANGE_ALREADY_REVERTED: () => ({
    title: "This change was reverted already",
    detail: "A change can be reverted once. Nothing was credited twice.",
  }),
  IN_PROGRESS: () => ({
    title: "Wix is still working on this program",
    detail: "A change of the same program is under way. Wait a few seconds and try again.",
  }),
  INVALID_ITEM_REFERENCE: () => ({
    title: "Wix does not know this item",
    detail: "Check the item, its category and its provider app.",
  }),
  NOT_ENOUGH_BALANCE: (facts) => ({
    title: "Not enough credits",
    detail: `It needs ${say(facts.requestedBalance ?? facts.requested)}, and the pool has ${say(facts.availableBalance ?? facts.balance)}.`,
  }),
  NOT_LATEST_TRANSACTION: () => ({
    title: "A later change exists",
    detail: "Only the latest change of a redemption can be changed again. Open that one.",
  }),
  POLICY_EXPRESSION_EVALUATED_TO_FALSE: () => ({
    title: "The rules of this benefit do not allow it now",
    detail: "The benefit is limited to certain times or to a number of uses. Try at another time.",
  }),
  POOL_DEFINITION_BENEFIT_NOT_FOUND: () => ({
    title: "The pool definition has no such benefit",
    detail: "Somebody may have removed it. Reload the page and choose again.",
  }),
  POOL_NOT_ACTIVE: (facts) => ({
    title: "The pool is not active",
    detail: `Its status is ${say(facts.poolStatus)}. Only an active pool can be used.`,
  }),
  POOL_NOT_FOUND: () => ({
    title: "There is no such pool",
    detail: "It may belong to another site. Reload the page and choose again.",
  }),
  PROGRAM_ALREADY_EXISTS: () => ({
    title: "Wix has a program under this key already",
    detail:
      "A key is used once, also when the program has ended. Use the next generation of the key, or another key.",
  }),
  PROGRAM_STATUS_TRANSITION_NOT_ALLOWED: (facts) => ({
    title: "The program cannot change like that",
    detail: `It is ${say(facts.currentStatus)} and cannot become ${say(facts.requestedStatus)}.`,
  }),
  REDEMPTION_ALREADY_CANCELED: () => ({
    title: "This redemption was canceled already",
    detail: "Its credits were given back once. Nothing was credited twice.",
  }),
  TOO_MANY_TO_COUNT: () => ({
    title: "There are too many to count",
    detail: "Narrow the filter and count again.",
  }),
  TRANSACTION_ALREADY_SUPERSEDED: () => ({
    title: "This transaction was replaced already",
    detail: "Open the transaction that replaced it.",
  }),
  TRANSACTION_NOT_CANCELABLE: () => ({
    title: "This transaction cannot be canceled",
    detail: "Only a redemption can be canceled.",
  }),
  TRANSACTION_NOT_FOUND: () => ({
    title: "There is no such transaction",
    detail: "It may belong to another site. Reload the page and choose again.",
  }),
  TRANSACTION_NOT_REALLOCATABLE: () => ({
    title: "This transaction cannot be moved",
    detail: "Only a redemption can be moved to another time.",
  }),
  TRANSACTION_NOT_SUPERSEDABLE: () => ({
    title: "This transaction cannot be replaced",
    detail: "Make a new change of the balance instead.",
  }),
  cascade_is_required: () => ({
    title: "Say when existing programs get this change",
    detail: "Choose one of the three ways and send the form again.",
  }),
  cascade_value_not_supported: () => ({
    title: "Wix does not support this choice here",
    detail: "Choose another of the three ways and send the form again.",
  }),
  // What else can become of a request.
  invalid: (_, { fields }) => ({
    title: "Wix does not accept what was sent",
    detail:
      fields.map((one) => `${one.field}: ${one.description}`).join("; ") ||
      "Check the fields and send the form again.",
  }),
  "bad-request": () => ({
    title: "Wix does not accept what was sent",
    detail:
      "It gave no reason for a single field. Compare what was sent with the rules: a price needs credits, and what is part of a program definition is provisioned through it.",
  }),
  unauthenticated: () => ({
    title: "Wix does not accept our credentials",
    detail: "An owner must check the Wix credentials of this portal. Nothing was changed.",
  }),
  forbidden: () => ({
    title: "Wix does not allow this portal to do that",
    detail:
      "The app or API key lacks the permission for benefit programs, or the site lacks the Pricing Plans app. An owner can mend it in Wix.",
  }),
  "not-found": () => ({
    title: "Wix does not have it any more",
    detail: "Somebody may have deleted it. Reload the page.",
  }),
  conflict: () => ({
    title: "Somebody was faster",
    detail:
      "Wix holds something newer, or something else under the same key. Reload the page and try again.",
  }),
  "precondition-failed": () => ({
    title: "Wix cannot do that in the present state",
    detail:
      "Reload the page and look at the status. Or the site lacks the Pricing Plans app, which an owner can add in Wix.",
  }),
  "rate-limited": (_, { retryAfterMs }) => ({
    title: "Wix is asked too often",
    detail: `The site's limit of requests a minute is used up. Try again in ${seconds(retryAfterMs)}.`,
  }),
  rejected: () => ({
    title: "Wix said no",
    detail: "It gave no reason that we know. Nothing was changed; the audit log has the details.",
  }),
  "not-emulated": () => ({
    title: "The emulator cannot do this yet",
    detail: "It works with a real Wix site. Nothing was changed.",
  }),
  "no-budget": (_, { retryAfterMs }) => ({
    title: "Too many requests at the moment",
    detail: `The site's requests for this minute are used up. Nothing was sent. Try again in ${seconds(retryAfterMs)}.`,
  }),
  unreachable: () => ({
    title: "Wix cannot be reached",
    detail: "Nothing was sent, so nothing was changed. Check the network and try again.",
  }),
  timeout: () => ({
    title: "Wix did not answer in time",
    detail: "Try again in a moment.",
  }),
  disconnected: () => ({
    title: "The connection to Wix broke off",
    detail: "Try again in a moment.",
  }),
  "server-error": () => ({
    title: "Wix has a problem of its own",
    detail: "Try again in a moment; Wix's status page may know more.",
  }),
  unreadable: () => ({
    title: "Wix gave an answer that we cannot read",
    detail: "Try again; if it stays, report it with the request id from the audit log.",
  }),
  // What we refuse ourselves.
  "key-taken": (facts) => keyTaken(facts),
  "not-done": () => ({
    title: "It was not done",
    detail:
      "It was looked up in Wix, which does not hold it. Nothing was changed; do it again from a new form.",
  }),
  "other-input": (facts) => ({
    title: "This form was sent before, with something else in it",
    detail:
      "What was sent first is on record, and may have been done. See what became of it. If you want what is typed now as well, send the form again.",
    link: { href: `/audit/${say(facts.attemptId)}`, label: "See what became of it" },
  }),
  "foreign-namespace": (facts) => ({
    title: "This belongs to another app",
    detail: `The namespace ${say(facts.namespace)} is read-only here. An owner can allow changes with WIX_FOREIGN_NAMESPACES_WRITABLE.`,
  }),
  "email-taken": (facts) => ({
    title: "There is a user with this e-mail",
    detail: `${say(facts.email)} is in use. Choose another address.`,
  }),
  "not-settled": () => ({
    title: "It is not settled yet",
    detail:
      "What is on record of it is still needed to find out what became of it. Erase it afterwards.",
  }),
  "no-such-user": () => ({
    title: "There is no such user",
    detail: "Look at the e-mail address again.",
  }),
  "settled-already": () => ({
    title: "It is settled already",
    detail: "Wix has told what became of it in the meantime. Reload the page.",
  }),
  "still-looking": () => ({
    title: "It is still being looked up",
    detail:
      "Give Wix ten minutes to show what became of it. If it has not by then, you can decide.",
  }),
  "wix-id-missing": () => ({
    title: "Say which one it made",
    detail:
      "This attempt holds a key, which must lead to something. Find what it made in Wix, and give its id.",
  }),
  "wix-id-of-another": () => ({
    title: "This was not made under the key of this attempt",
    detail:
      "It has another external id in Wix than the key leads to. Compare the external ids, and give the id of what this attempt made.",
  }),
  "wix-id-taken": () => ({
    title: "This Wix id has another key",
    detail:
      "Another attempt has made it. Look it up in the mappings, and give the id of what this attempt made.",
  }),
  "database-gone": () => ({
    title: "Our database cannot be reached",
    detail: "Nothing was sent to Wix. Try again in a moment.",
  }),
};

/** The words for a failure of something that was not done, or could not be read. */
export function problemOf(failure: Failure): Problem {
  return words[failure.kind](failure.data, failure);
}

/** What went wrong, in words, of a kind that is on record; null for one that has none. */
export function titleOfKind(kind: string): string | null {
  if (!isKind(kind)) return null;
  return problemOf({ kind, data: {}, fields: [], requestId: null, retryAfterMs: null }).title;
}

function isKind(kind: string): kind is FailureKind {
  return Object.hasOwn(words, kind);
}

const places: Record<string, { noun: string; path: string }> = {
  programs: { noun: "A program", path: "/programs" },
  "program-definitions": { noun: "A program definition", path: "/program-definitions" },
};

function keyTaken(facts: Facts): Problem {
  if (facts.wixId === null) return keyInDoubt(facts);
  const place = places[say(facts.kind)];
  const noun = place?.noun ?? "Something";
  const next = Number(facts.generation) + 1;
  const detail = `${noun} has the key “${say(facts.key)}” already, and a key is never free again. Choose another key, or use this one for generation ${next} on purpose.`;
  const link =
    place && typeof facts.wixId === "string"
      ? { href: `${place.path}/${facts.wixId}`, label: "Open the one that has it" }
      : { href: `/mappings?text=${encodeURIComponent(say(facts.key))}`, label: "Look the key up" };
  return { title: "This key is taken", detail, link };
}

function keyInDoubt(facts: Facts): Problem {
  return {
    title: "This key is held by something in doubt",
    detail: `It may or may not have been made under the key “${say(facts.key)}”, and is being looked up in Wix. See what becomes of it before you make another.`,
    link: { href: `/audit/${say(facts.attemptId)}`, label: "See what becomes of it" },
  };
}

function say(fact: unknown): string {
  return typeof fact === "string" || typeof fact === "number" ? String(fact) : "unknown";
}

function seconds(ms: number | null): string {
  return ms === null ? "a minute" : `${Math.max(1, Math.ceil(ms / 1000))} s`;
}
