import fc from "fast-check";
import { afterAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { withDefaults } from "./config";
import { Emulator } from "./emulator";
import { cancel, limit, redeem, redeemable } from "./testing/benefit-steps";
import { given, newGuid, raw, yoga } from "./testing/client";
import { advanceClock, setClock } from "./testing/clock";
import { exported, refusedWith } from "./testing/control";
import { emulated } from "./testing/emulated";
import { serving } from "./testing/in-process";
import { mutated, type Mutation, mutation } from "./testing/mutations";
import { program } from "./testing/steps";

const delayMs = 60_000;
const options = { delayMs, assumptions: { "chain-settlement": "by-job" } };
const { emulator: source, wix } = await emulated(options);

/** A small state with something of everything, and a job of each kind that has not run. */
async function document(): Promise<Record<string, unknown>> {
  await setClock(source, { frozen: true });
  const place = await redeemable(wix, { policyExpression: limit(5, "DAY") });
  const grouped = await program(wix);
  await advanceClock(source, { ms: delayMs });
  const { poolDefinitionId, programDefinitionId, namespace, programId } = grouped;
  await cancel(wix, await redeem(wix, place));
  const details = { ...yoga("n").details, creditConfiguration: { amount: "4" } };
  const update = (revision: string, cascade: "IMMEDIATELY" | "NEXT_RENEWAL") =>
    wix.poolDefinitions.updatePoolDefinition(
      poolDefinitionId,
      { revision, details: structuredClone(details) },
      { cascade },
    );
  await update("1", "NEXT_RENEWAL");
  await wix.programs.renewProgram(programId, { idempotencyKey: "r" });
  await update("2", "IMMEDIATELY");
  await update("3", "NEXT_RENEWAL");
  await wix.programs.pauseProgram(place.programId, { idempotencyKey: "p" });
  const added = { ...yoga(namespace), programDefinitionIds: [programDefinitionId] };
  const { _id } = await wix.poolDefinitions.createPoolDefinition(added, { cascade: "IMMEDIATELY" });
  await wix.poolDefinitions.deletePoolDefinition(given(_id), "IMMEDIATELY");
  await wix.items.bulkDeleteItemsByFilter(place.namespace, { filter: {} });
  await fetch(`${source.url}/oauth2/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ clientId: withDefaults({}).clientId, grantType: "anonymous" }),
  });
  return small(z.record(z.string(), z.unknown()).parse(JSON.parse(await exported(source))));
}

/** Two members are enough: else most of what is made wrong is a member. */
function small(whole: Record<string, unknown>): Record<string, unknown> {
  const collections = z.record(z.string(), z.array(z.unknown())).parse(whole.collections);
  return {
    ...whole,
    collections: { ...collections, members: collections.members?.slice(0, 2) },
  };
}

const base = "/benefit-programs/v1";
const call = (httpMethod: string, path: string, body?: object) => ({
  httpMethod,
  path,
  text: body && JSON.stringify(body),
  headers: {},
});
const nouns =
  "program-definitions pool-definitions programs pools balances transactions items pool-definition-items".split(
    " ",
  );
const rows = z.object({
  collections: z.record(z.string(), z.array(z.looseObject({ id: z.string() }))),
});

/** Requests that read and write all that there is. */
function requests(whole: unknown) {
  const { collections } = rows.parse(whole);
  const ids = (name: string) => (collections[name] ?? []).map(({ id }) => id);
  const post = (path: string, body: object) => call("POST", base + path, body);
  const key = { idempotencyKey: newGuid() };
  const member = ids("members")[0] ?? "";
  const [programDefinitionId] = ids("programDefinitions");
  return [
    ...nouns.map((noun) => post(`/${noun}/query`, {})),
    post("/pool-items/query", { query: { filter: { "beneficiary.memberId": member } } }),
    call("POST", "/members/v1/members/query", { search: { expression: "a" } }),
    ...ids("jobs").map((id) => call("GET", `/async-jobs/v1/async-jobs/${id}`)),
    ...ids("transactions").flatMap((transactionId) => [
      post("/benefits/cancel-redemption", { transactionId, ...key }),
      post(`/balances/changes/${transactionId}/revert`, { ...key }),
    ]),
    ...ids("poolDefinitions").map((id) =>
      call("PATCH", `${base}/pool-definitions/${id}`, {
        poolDefinition: { revision: "4", displayName: "New" },
        cascade: "IMMEDIATELY",
      }),
    ),
    ...ids("pools").flatMap((poolId) => [
      call("GET", `${base}/balances/${poolId}`),
      post(`/balances/${poolId}/change`, { ...key, adjustOptions: { value: "1" } }),
    ]),
    ...ids("programs").flatMap((programId) => [
      post("/programs/renew", { programId, ...key }),
      post("/programs/end", { programId }),
    ]),
    ...ids("items").map((id) => post(`/items/${id}/delete`, {})),
    call("POST", "/__emulator/clock/renew", { every: "P1M", for: "P2M" }),
    call("DELETE", `${base}/program-definitions/${programDefinitionId}?cascadeType=IMMEDIATELY`),
    ...nouns.map((noun) => post(`/${noun}/query`, {})),
  ];
}

describe("an import", () => {
  const job = (work: object) => async () => {
    const whole = rows.loose().parse(await document());
    const { jobs = [] } = whole.collections;
    const date = "2024-01-01T00:00:00.000Z";
    const wrong = { id: "j", createdDate: date, dueDate: date, status: "INITIALIZED", work };
    whole.collections.jobs = [...jobs, wrong];
    return whole;
  };

  it.each([
    ["deletes no items", job({ kind: "DELETE_ITEMS" })],
    ["updates nothing", job({ kind: "UPDATE_POOLS", poolIds: [] })],
    ["changes no program", job({ kind: "CHANGE_STATUS", poolIds: [], status: "PAUSED" })],
    ["does nothing", job({})],
  ])("of a job that %s is refused, and changes nothing", async (_, wrong) => {
    const body = await wrong();
    const before = await exported(source);
    expect(await refusedWith(source, "import", { body })).toEqual([
      400,
      expect.stringContaining("collections.jobs["),
    ]);
    expect(await exported(source)).toBe(before);
    expect((await raw(source, `${base}/programs/query`, { body: {} })).status).toBe(200);
  });
});

describe("a state that is imported", () => {
  /** A job that cannot be done says so there. */
  const complaints = vi.spyOn(console, "error").mockImplementation(() => undefined);
  afterAll(() => complaints.mockRestore());
  const target = new Emulator(withDefaults(options));
  const serve = serving(target);

  it("is refused with words when it is wrong, or serves every request", async () => {
    const whole = await document();
    const asked = requests(whole);
    const body = (one: Mutation[]) =>
      mutated({ method: "", httpMethod: "POST", path: "/__emulator/import", body: whole }, one);
    const isOfBody = ({ do: way }: Mutation) => ["replace", "add", "omit", "repeat"].includes(way);
    const counts = { taken: 0, refused: 0 };
    const tried = async (mutations: Mutation[]) => {
      const { status } = await serve(body(mutations));
      expect([200, 400]).toContain(status);
      counts[status === 200 ? "taken" : "refused"] += 1;
      if (status !== 200) return;
      for (const ms of [0, delayMs]) {
        await serve(call("POST", "/__emulator/clock/advance", { ms }));
        for (const request of asked) {
          const answer = await serve(request);
          expect([request.path, answer.status]).not.toEqual([request.path, 500]);
        }
      }
    };
    await tried([]);
    expect(counts.taken).toBe(1);
    const way = mutation.filter(isOfBody);
    await fc.assert(fc.asyncProperty(fc.array(way, { minLength: 1, maxLength: 1 }), tried), {
      numRuns: 120,
    });
    expect(Math.min(counts.taken, counts.refused)).toBeGreaterThan(20);
  });
});
