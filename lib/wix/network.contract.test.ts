import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { environment, useApiKey } from "@/scripts/test/environment";
import { newGuid, newPoolDefinition } from "@/scripts/test/samples";
import { breaksOff, hangsUp, isSilent, says, stopsMidway, Stub } from "@/scripts/test/stub";
import { withWixContext } from "./context";
import { WixError } from "./error";
import { createPoolDefinition, getPoolDefinition } from "./pool-definitions";

const stub = new Stub();

beforeAll(async () => {
  useApiKey();
  environment({ WIX_API_ORIGIN: await stub.open() });
});
afterEach(() => stub.answers(hangsUp));
afterAll(() => stub.close());

async function failureOf(call: Promise<unknown>): Promise<WixError> {
  const thrown: unknown = await call.then(
    () => new Error("did not fail"),
    (error: unknown) => error,
  );
  if (thrown instanceof WixError) return thrown;
  throw thrown;
}

const failureOfWrite = () => failureOf(createPoolDefinition(newPoolDefinition()));

function within<T>(ms: number, fn: () => Promise<T>): Promise<T> {
  const deadlineAt = new Date(Date.now() + ms);
  return withWixContext({ requestClass: "interactive", deadlineAt, wixRequestIds: [] }, fn);
}

describe("a write whose answer was lost may have happened, and was sent once", () => {
  test("the connection is reset", async () => {
    stub.answers(hangsUp);
    expect(await failureOfWrite()).toMatchObject({ kind: "disconnected", mayHaveHappened: true });
    expect(stub.received).toHaveLength(1);
  });

  test("the answer breaks off", async () => {
    stub.answers(breaksOff);
    expect(await failureOfWrite()).toMatchObject({ kind: "disconnected", mayHaveHappened: true });
    expect(stub.received).toHaveLength(1);
  });

  test("nothing comes within the deadline", async () => {
    stub.answers(isSilent);
    expect(await within(1_000, failureOfWrite)).toMatchObject({
      kind: "timeout",
      mayHaveHappened: true,
    });
    expect(stub.received).toHaveLength(1);
  });

  test("the answer begins and does not end within the deadline", async () => {
    stub.answers(stopsMidway);
    expect(await within(1_000, failureOfWrite)).toMatchObject({
      kind: "timeout",
      mayHaveHappened: true,
    });
    expect(stub.received).toHaveLength(1);
  });

  const unreadable = { "a page": "<html>Bad gateway</html>", nothing: "", "half a body": '{"po' };
  test.each(Object.entries(unreadable))("a 200 that holds %s", async (_, body) => {
    stub.answers(says(200, body));
    const error = await failureOfWrite();
    expect(error).toMatchObject({ kind: "unreadable", status: 200, mayHaveHappened: true });
    expect(error.requestId).toBe("stub-1");
    expect(stub.received).toHaveLength(1);
  });

  const incomplete = {
    "no entity": {},
    "an entity without an id": { poolDefinition: { revision: "1" } },
    "an id that is no GUID": {
      poolDefinition: {
        id: "17",
        revision: "1",
        namespace: "n",
        createdDate: "2026-01-01T00:00:00Z",
      },
    },
  };
  test.each(Object.entries(incomplete))("a 200 with %s", async (_, body) => {
    stub.answers(says(200, body));
    expect(await failureOfWrite()).toMatchObject({ kind: "unreadable", mayHaveHappened: true });
  });
});

test("what an emulator has not got is not-emulated, and did not happen", async () => {
  const applicationError = { code: "NOT_EMULATED", description: "This emulator does not have it" };
  stub.answers(says(501, { message: "", details: { applicationError } }));
  expect(await failureOfWrite()).toMatchObject({ kind: "not-emulated", mayHaveHappened: false });
});

test("a read after the deadline is not sent, and that is certain", async () => {
  stub.answers(says(200, {}));
  const error = await within(-1, () => failureOf(getPoolDefinition(newGuid())));
  expect(error).toMatchObject({ kind: "unreachable", mayHaveHappened: false });
  expect(stub.received).toHaveLength(0);
});

test("a connection that is refused: nothing was sent, and that is certain", async () => {
  await stub.close();
  const error = await failureOfWrite();
  expect(error).toMatchObject({ kind: "unreachable", mayHaveHappened: false });
});
