import { afterAll, beforeAll, expect, test } from "vitest";
import { environment, useApiKey } from "@/scripts/test/environment";
import { details, newGuid, providerAppId } from "@/scripts/test/samples";
import { says, Stub } from "@/scripts/test/stub";
import { getPool, updatePool } from "./pools";

const stub = new Stub();
const id = newGuid();
const policy = { type: "POLICY", policyOptions: { type: "RATE_LIMITED", times: 3 } };

/** What Wix holds: with policies, data of apps, and fields of tomorrow, at every depth. */
const inWix = {
  id,
  revision: "7",
  createdDate: "2026-11-21T10:00:00.000Z",
  updatedDate: "2026-11-21T10:00:00.000Z",
  namespace: "poolkeeper",
  status: "ACTIVE",
  displayName: "Ten classes",
  poolDefinitionId: newGuid(),
  programId: newGuid(),
  details: {
    benefits: [
      {
        benefitKey: "yoga",
        itemSetId: newGuid(),
        price: "1.5",
        displayName: "Yoga class",
        description: "",
        providerAppId,
        policyExpression: policy,
        additionalData: { id: "of an app", nested: { id: 1, createdDate: "as it is" } },
        fieldOfTomorrow: { deep: [1, { id: "x" }] },
      },
      { benefitKey: "dropped", price: "9", providerAppId, additionalData: { a: 1 } },
    ],
    creditConfiguration: {
      amount: "10",
      unitType: "PUNCH_CARD",
      unitDisplayName: "class",
      rolloverConfiguration: { enabled: true, balanceCap: "5", tomorrow: "x" },
      tomorrow: true,
    },
    policyExpression: policy,
    additionalData: { plan: { id: "p" } },
    fieldOfTomorrow: "kept",
  },
};

beforeAll(async () => {
  useApiKey();
  environment({ WIX_API_ORIGIN: await stub.open() });
});
afterAll(() => stub.close());

async function sentDetails(
  change: Parameters<typeof updatePool>[2],
  pool: object = inWix,
): Promise<unknown> {
  stub.answers(says(200, { pool }));
  await updatePool(await getPool(id), "7", change);
  const [, patch] = stub.received;
  if (!patch) throw new Error("no write was sent");
  expect(patch).toMatchObject({ method: "PATCH", body: { pool: { revision: "7", id } } });
  return (patch.body as { pool: { details: unknown } }).pool.details;
}

test("an update sends back all that Wix holds and we do not model, at every depth", async () => {
  const sent = await sentDetails({
    displayName: "Eleven classes",
    details: {
      benefits: [
        ...details.benefits,
        {
          ...details.benefits[0],
          benefitKey: "new",
          providerAppId,
          price: null,
          displayName: "",
          description: "",
        },
      ],
      creditConfiguration: {
        amount: "11",
        unitDisplayName: "lesson",
        rolloverConfiguration: { enabled: false, balanceCap: "6" },
      },
    },
  });
  const [yoga] = inWix.details.benefits;
  expect(sent).toEqual({
    ...inWix.details,
    benefits: [
      { ...yoga, description: "One class of an hour" },
      { benefitKey: "new", providerAppId, displayName: "", description: "" },
    ],
    creditConfiguration: {
      ...inWix.details.creditConfiguration,
      amount: "11",
      unitDisplayName: "lesson",
      rolloverConfiguration: { enabled: false, balanceCap: "6", tomorrow: "x" },
    },
  });
});

test("what is emptied is left out, and so cleared: price, unit, cap", async () => {
  const benefits = details.benefits.map((one) => ({ ...one, price: null }));
  const rolloverConfiguration = { enabled: true, balanceCap: null };
  const creditConfiguration = { amount: "10", unitDisplayName: "", rolloverConfiguration };
  const sent = await sentDetails({ displayName: "n", details: { benefits, creditConfiguration } });
  const { price: _, ...withoutPrice } = inWix.details.benefits[0] ?? {};
  expect(sent).toMatchObject({
    benefits: [{ ...withoutPrice, description: "One class of an hour" }],
    creditConfiguration: { unitType: "PUNCH_CARD", rolloverConfiguration: { tomorrow: "x" } },
  });
  expect(JSON.stringify(sent)).not.toMatch(/"price"|"unitDisplayName"|"balanceCap"/);
});

test("a cap that rests, because nothing rolls over, is not told and stays", async () => {
  const rolloverConfiguration = { enabled: false, balanceCap: "5" };
  const held = { creditConfiguration: { amount: "10", rolloverConfiguration } };
  stub.answers(says(200, { pool: { ...inWix, details: held } }));
  const { displayName, details: read } = await getPool(id);
  expect(read.creditConfiguration?.rolloverConfiguration).toEqual({
    enabled: false,
    balanceCap: null,
  });
  const pool = { ...inWix, details: held };
  expect(await sentDetails({ displayName, details: read }, pool)).toMatchObject(held);
});

test("a credit configuration with nothing in it is none, and stays as it is", async () => {
  const pool = { ...inWix, details: { creditConfiguration: {} } };
  stub.answers(says(200, { pool }));
  const { displayName, details: read } = await getPool(id);
  expect(read.creditConfiguration).toBeNull();
  expect(await sentDetails({ displayName, details: read }, pool)).toMatchObject({
    creditConfiguration: {},
  });
});

test("without credits, the whole credit configuration goes, and nothing else", async () => {
  const sent = await sentDetails({
    displayName: "n",
    details: { ...details, creditConfiguration: null },
  });
  const { creditConfiguration: _, benefits: __, ...others } = inWix.details;
  expect(sent).toMatchObject(others);
  expect(sent).not.toHaveProperty("creditConfiguration");
});
