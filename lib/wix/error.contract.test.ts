import { describe, expect, test } from "vitest";
import { addFault, requests } from "@/scripts/test/emulator";
import { newGuid } from "@/scripts/test/samples";
import { businessCodes, generalKinds, WixError, type WixErrorKind } from "./error";
import { getPool } from "./pools";
import { addPoolDefinitionToProgramDefinition } from "./pool-definitions";

/** What the SDK is refused with becomes, once it has left lib/wix. A write: nothing is sent again. */
async function refusedWith(status: number, body?: unknown): Promise<WixError> {
  const method = "poolDefinitions.addPoolDefinitionToProgramDefinition";
  await addFault({ method, status, ...(body === undefined ? {} : { body }) });
  return refusalOf(addPoolDefinitionToProgramDefinition(newGuid(), newGuid(), "IMMEDIATELY"));
}

async function refusalOf(call: Promise<unknown>): Promise<WixError> {
  const thrown: unknown = await call.then(
    () => new Error("was not refused"),
    (error: unknown) => error,
  );
  if (thrown instanceof WixError) return thrown;
  throw thrown;
}

const applicationError = (code: string, data?: object) => ({
  message: "Wix says no",
  details: { applicationError: { code, description: "Wix says no", ...(data ? { data } : {}) } },
});

const validationError = (...fieldViolations: object[]) => ({
  message: "is invalid",
  details: { validationError: { fieldViolations } },
});

describe("a business refusal has Wix's own code as its kind, whatever the status, and did not happen", () => {
  test.each(businessCodes)("%s", async (code) => {
    for (const status of [400, 404, 409, 428]) {
      const error = await refusedWith(status, applicationError(code, { poolId: "p", n: 3 }));
      expect(error).toMatchObject({ kind: code, status, data: { poolId: "p", n: 3 } });
      expect(error.mayHaveHappened).toBe(false);
    }
  });
});

describe("both cascade rules are read where the typings and where the documentation put them", () => {
  test.each(["cascade_is_required", "cascade_value_not_supported"])("%s", async (rule) => {
    const violation = { field: "cascade", violatedRule: "OTHER", description: "d", ruleName: rule };
    const asRule = await refusedWith(400, validationError(violation));
    const asCode = await refusedWith(400, applicationError(rule));
    expect([asRule.kind, asCode.kind]).toEqual([rule, rule]);
    expect(asRule.fields).toEqual([{ field: "options.cascade", description: "d", rule: "OTHER" }]);
    expect([asRule.mayHaveHappened, asCode.mayHaveHappened]).toEqual([false, false]);
  });
});

describe("a status without a code of its own", () => {
  const table: [status: number, kind: WixErrorKind, mayHaveHappened: boolean][] = [
    [400, "bad-request", false],
    [403, "forbidden", false],
    [404, "not-found", false],
    [408, "timeout", true],
    [409, "conflict", false],
    [410, "rejected", false],
    [418, "rejected", false],
    [428, "precondition-failed", false],
    [429, "rate-limited", false],
    [500, "server-error", true],
    [501, "server-error", true],
    [502, "server-error", true],
    [503, "server-error", true],
    [504, "server-error", true],
    [599, "server-error", true],
  ];
  test.each(table)("%i is %s, and may have happened: %s", async (status, kind, mayHaveHappened) => {
    for (const body of [undefined, { message: "in words", details: {} }]) {
      const error = await refusedWith(status, body);
      expect(error).toMatchObject({ kind, status, mayHaveHappened });
    }
  });

  test("401, after one renewal, is unauthenticated and did not happen", async () => {
    const method = "poolDefinitions.addPoolDefinitionToProgramDefinition";
    await addFault({ method, status: 401 });
    const error = await refusedWith(401);
    expect(error).toMatchObject({ kind: "unauthenticated", status: 401, mayHaveHappened: false });
  });

  test("a code that is known does not make a server's error a certain one", async () => {
    for (const status of [408, 500, 504]) {
      for (const body of [applicationError("IN_PROGRESS"), validationError({ field: "x" })]) {
        expect(await refusedWith(status, body)).toMatchObject({ status, mayHaveHappened: true });
      }
    }
  });

  test("a code that nobody knows leaves the status to tell", async () => {
    expect(await refusedWith(409, applicationError("ALREADY_EXISTS"))).toMatchObject({
      kind: "conflict",
    });
    expect(await refusedWith(500, applicationError("SOMETHING_NEW"))).toMatchObject({
      kind: "server-error",
      mayHaveHappened: true,
    });
  });
});

test("a validation error is invalid, with its fields by the names of the SDK's arguments", async () => {
  const error = await refusedWith(
    400,
    validationError(
      { field: "poolDefinitionId", description: "is not a GUID", violatedRule: "FORMAT" },
      { field: "programDefinitionId", description: "is missing", violatedRule: "REQUIRED_FIELD" },
    ),
  );
  expect(error).toMatchObject({ kind: "invalid", status: 400, mayHaveHappened: false });
  expect(error.fields).toEqual([
    { field: "options.programDefinitionId", description: "is missing", rule: "REQUIRED_FIELD" },
    { field: "poolDefinitionId", description: "is not a GUID", rule: "FORMAT" },
  ]);
});

test("an error carries Wix's request id, and says in its message what was being done", async () => {
  const error = await refusalOf(getPool(newGuid()));
  expect(error.requestId).toMatch(/\S/);
  expect(error.message).toBe("get pool: not-found (404)");
  expect(await requests("pools.getPool")).toHaveLength(1);
});

test("every kind of the closed set is either a business refusal or has a row here", () => {
  const elsewhere: WixErrorKind[] = [
    "no-budget",
    "unreachable",
    "disconnected",
    "unreadable",
    "not-emulated",
  ];
  const here: WixErrorKind[] = [
    "invalid",
    "bad-request",
    "unauthenticated",
    "forbidden",
    "not-found",
    "conflict",
    "precondition-failed",
    "rate-limited",
    "rejected",
    "timeout",
    "server-error",
  ];
  expect([...here, ...elsewhere].sort()).toEqual([...generalKinds].sort());
});
