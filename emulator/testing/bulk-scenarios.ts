import { outcome, program, type Scenarios } from "./steps";
import { given, type Sdk, yoga } from "./client";

const masked = async (wix: Sdk, pool: object, fieldMask?: string[]) => {
  const { poolId, pool: current } = await program(wix);
  const item = { _id: poolId, revision: given(current.revision), ...pool };
  const { results = [] } = await wix.pools.bulkUpdatePools({
    pools: [{ pool: item, fieldMask }],
    returnEntity: true,
  });
  return results[0]?.itemMetadata?.error?.code ?? results[0]?.item?.displayName ?? "cleared";
};

export const bulkScenarios: Scenarios = {
  "bulk-field-rules": [
    (wix) =>
      outcome(
        wix.poolDefinitions.bulkCreatePoolDefinitions([
          yoga("n"),
          { ...yoga("n"), displayName: "x".repeat(129) },
        ]),
      ),
    [400, "MAX_LENGTH"],
    {},
  ],
  "bulk-item-error": [
    (wix) => masked(wix, { displayName: "New" }, ["status"]),
    "INVALID_ARGUMENT",
    { number: "400" },
  ],
  "field-mask-absent": [(wix) => masked(wix, {}, ["displayName"]), "cleared", { ignored: "Yoga" }],
  "field-mask-missing": [
    (wix) => masked(wix, { displayName: "New" }),
    "New",
    { refused: "INVALID_ARGUMENT" },
  ],
  "field-mask-unknown": [
    (wix) => masked(wix, { displayName: "New" }, ["status", "displayName"]),
    "INVALID_ARGUMENT",
    { ignored: "New" },
  ],
};
