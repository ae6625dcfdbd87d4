import Big from "big.js";
import { z } from "zod";
import { invalid, notEmulated } from "../refusal";
import {
  beneficiary,
  exactlyOne,
  guid,
  idempotencyKey,
  optional,
  signedCredits,
  text,
  timestamp,
} from "../shapes";
import { changeBalance, revertBalanceChange } from "../state/balance-changes";
import { presentBalance } from "../state/balances";
import { flow } from "../state/ledger";
import type { Site } from "../state/site";
import { parse, rule } from "../validation";
import { type Call, idOf, type Route } from "./route";

const base = "/benefit-programs/v1/balances";

const balanceType = optional(z.enum(["AVAILABLE", "RESERVED", "EXTERNAL"]));

const adjustOptions = z
  .object({
    value: signedCredits,
    beneficiary: optional(beneficiary),
    lowerLimit: optional(signedCredits),
    upperLimit: optional(signedCredits),
    limitRule: optional(z.enum(["FAIL", "SOFT_ENFORCE", "HARD_ENFORCE"])),
    sourceBalanceType: balanceType,
    targetBalanceType: balanceType,
    supersededTransactionId: optional(guid),
  })
  .superRefine(({ lowerLimit, upperLimit }, context) => {
    const limits = z.tuple([signedCredits, signedCredits]).safeParse([lowerLimit, upperLimit]);
    if (!limits.success || new Big(limits.data[0]).lt(limits.data[1])) return;
    const message = "must be lower than upperLimit";
    const params = rule("DECIMAL_LT", { threshold: upperLimit });
    context.addIssue({ code: "custom", path: ["lowerLimit"], message, params });
  });

const setOptions = z.object({
  value: signedCredits,
  beneficiary: optional(beneficiary),
  targetBalanceType: balanceType,
});

const transactionDetails = z.object({
  item: optional(
    z.object({
      id: optional(guid),
      externalId: optional(guid),
      category: optional(text(20)),
      itemSetId: optional(guid),
      displayName: optional(text(400)),
      providerAppId: optional(guid),
    }),
  ),
  itemCount: optional(z.int32()),
  effectiveDate: optional(timestamp),
  reason: optional(text(256)),
  origin: optional(text(50)),
  benefitKey: optional(text(64)),
});

const types = ["UNKNOWN_OPERATION", "ADJUST", "SET", "SET_INITIAL"] as const;
const optionsOf = {
  ADJUST: "adjustOptions",
  SET: "setOptions",
  SET_INITIAL: "setInitialOptions",
} as const;

const changeRequest = exactlyOne(
  z.object({
    idempotencyKey,
    type: optional(z.enum(types)),
    adjustOptions: optional(adjustOptions),
    setOptions: optional(setOptions),
    setInitialOptions: optional(setOptions.omit({ targetBalanceType: true })),
    instructingParty: optional(beneficiary),
    transactionDetails: optional(transactionDetails),
  }),
  Object.values(optionsOf),
);

const revertRequest = z.object({ idempotencyKey, instructingParty: optional(beneficiary) });

export const balanceChangeRoutes: Route[] = [
  {
    method: "balances.changeBalance",
    verb: "POST",
    path: `${base}/:id/change`,
    answer(call) {
      const poolId = idOf(call, "poolId");
      const { balance, transactionId } = changeBalance(call.site, poolId, changeOf(call));
      return { balance: presentBalance(call.site, balance), transactionId };
    },
  },
  {
    method: "balances.revertBalanceChange",
    verb: "POST",
    path: `${base}/changes/:id/revert`,
    answer(call) {
      const transactionId = idOf(call, "transactionId");
      const { instructingParty } = parse(revertRequest, call.body);
      return { transactionId: revertBalanceChange(call.site, transactionId, instructingParty).id };
    },
  },
];

function changeOf({ site, body }: Call) {
  const change = parse(changeRequest, body);
  checkBalanceTypes(change);
  checkType(site, change);
  return change;
}

/**
 * typings (internal): from which balance to which. Only credits that come or go, the way that the sign tells, are
 * emulated: reservations and the rest are a 501.
 */
function checkBalanceTypes({ adjustOptions, setOptions }: z.output<typeof changeRequest>): void {
  const set = setOptions?.targetBalanceType;
  if (set !== undefined && set !== "AVAILABLE") throw notEmulated(`setting ${set} credits`);
  if (!adjustOptions) return;
  const { value, sourceBalanceType, targetBalanceType } = adjustOptions;
  const isMeant = [true, false].some((isDebit) => {
    const { source, target } = flow(new Big(value), isDebit);
    return (sourceBalanceType ?? source) === source && (targetBalanceType ?? target) === target;
  });
  if (isMeant) return;
  const [source, target] = [sourceBalanceType ?? "any", targetBalanceType ?? "any"];
  throw notEmulated(`adjusting by ${value} from ${source} to ${target} credits`);
}

/** typings: the type goes with its options. assumed (change-type): one that is missing. */
function checkType(site: Site, change: z.output<typeof changeRequest>): void {
  const { type = "UNKNOWN_OPERATION" } = change;
  const field = "type";
  if (type === "UNKNOWN_OPERATION") {
    if (site.assumes("change-type", "inferred")) return;
    throw invalid({ field, description: "must not be empty", violatedRule: "REQUIRED_FIELD" });
  }
  if (!change[optionsOf[type]]) {
    const description = `goes with ${optionsOf[type]}`;
    throw invalid({ field, description, violatedRule: "ONE_OF_ALIGNMENT" });
  }
}
