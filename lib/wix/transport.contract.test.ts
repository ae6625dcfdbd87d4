import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { environment, useApiKey } from "@/scripts/test/environment";
import { newGuid, newPoolDefinition } from "@/scripts/test/samples";
import { hangsUp, isSilent, says, Stub } from "@/scripts/test/stub";
import { withWixContext, type WixContext } from "./context";
import { WixError } from "./error";
import { createPoolDefinition, getPoolDefinition } from "./pool-definitions";

const stub = new Stub();
const id = newGuid();
const entity = {
  poolDefinition: {
    id,
    revision: "1",
    namespace: "poolkeeper",
    createdDate: "2026-11-21T10:00:00.000Z",
    updatedDate: "2026-11-21T10:00:00.000Z",
  },
};
const ok = says(200, entity);

beforeAll(async () => {
  useApiKey("the-api-key", "the-site");
  environment({ WIX_API_ORIGIN: await stub.open() });
});
afterEach(() => stub.answers(ok));
afterAll(() => stub.close());

const read = () => getPoolDefinition(id);
const write = () => createPoolDefinition(newPoolDefinition());

async function kindOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "succeeded",
    (error: unknown) => {
      if (error instanceof WixError) return error.kind;
      throw error;
    },
  );
}

function within<T>(ms: number, fn: () => Promise<T>): Promise<T> {
  return withWixContext(contextOf(ms), fn);
}

const contextOf = (ms: number): WixContext => ({
  requestClass: "interactive",
  deadlineAt: new Date(Date.now() + ms),
  wixRequestIds: [],
});

const failures = {
  "a 429": says(429, {}),
  "a 502": says(502, "<html>Bad gateway</html>"),
  "a 503": says(503, {}),
  "a 504": says(504, {}),
  "a broken connection": hangsUp,
};

describe("a read is sent again, and succeeds, after", () => {
  test.each(Object.entries(failures))("%s", async (_, failure) => {
    stub.answers(failure, ok);
    expect((await read()).id).toBe(id);
    expect(stub.received).toHaveLength(2);
  });

  test("three failures; a fourth ends it", async () => {
    const unavailable = says(503, {}, { "retry-after": "0" });
    stub.answers(unavailable, unavailable, unavailable, ok);
    expect((await read()).id).toBe(id);
    stub.answers(unavailable, unavailable, unavailable, unavailable, ok);
    expect(await kindOf(read())).toBe("server-error");
    expect(stub.received).toHaveLength(4);
  });
});

describe("a read is not sent again after", () => {
  test.each([400, 403, 404, 409, 428, 500])("a %i", async (status) => {
    stub.answers(says(status, {}), ok);
    expect(await kindOf(read())).not.toBe("succeeded");
    expect(stub.received).toHaveLength(1);
  });
});

describe("a write is sent once, also after", () => {
  test.each(Object.entries(failures))("%s", async (_, failure) => {
    stub.answers(failure, ok);
    expect(await kindOf(write())).not.toBe("succeeded");
    expect(stub.received).toHaveLength(1);
  });
});

describe("Retry-After is kept", () => {
  test("in seconds", async () => {
    stub.answers(says(503, {}, { "retry-after": "1" }), ok);
    const startedAt = performance.now();
    await read();
    expect(performance.now() - startedAt).toBeGreaterThan(990);
  });

  test("as a date, which may have passed", async () => {
    stub.answers(says(503, {}, { "retry-after": new Date(0).toUTCString() }), ok);
    expect((await read()).id).toBe(id);
  });

  test("and passed on, when it lies beyond the deadline: nobody waits in vain", async () => {
    stub.answers(says(429, {}, { "retry-after": "60" }), ok);
    const startedAt = performance.now();
    await expect(within(5_000, read)).rejects.toMatchObject({
      kind: "rate-limited",
      retryAfterMs: 60_000,
    });
    expect(performance.now() - startedAt).toBeLessThan(4_500);
    expect(stub.received).toHaveLength(1);
  });

  test("for the answer that said it, not for a later one that breaks off", async () => {
    // Without a word of Wix's the second wait is a second at most.
    stub.answers(says(503, {}, { "retry-after": "2" }), hangsUp, ok);
    const startedAt = performance.now();
    await read();
    expect(performance.now() - startedAt).toBeLessThan(3_950);
  });
});

test("the deadline ends a read that is silent, and one that is tried again and again", async () => {
  stub.answers(isSilent);
  const startedAt = performance.now();
  expect(await kindOf(within(300, read))).toBe("timeout");
  stub.answers(says(503, {}, { "retry-after": "1" }));
  expect(await kindOf(within(2_500, read))).toBe("server-error");
  expect(stub.received).toHaveLength(3);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test("an API key and its site go with every request, and nothing asks for a token", async () => {
  stub.answers(ok);
  await read();
  await write();
  expect(stub.received.map(({ headers }) => headers.authorization)).toEqual([
    "the-api-key",
    "the-api-key",
  ]);
  expect(stub.received.map(({ headers }) => headers["wix-site-id"])).toEqual([
    "the-site",
    "the-site",
  ]);
});

test("an API key that is refused is not sent twice", async () => {
  stub.answers(says(401, {}), ok);
  expect(await kindOf(read())).toBe("unauthenticated");
  expect(stub.received).toHaveLength(1);
});

test("a redirect is not followed: neither the credentials nor a write go elsewhere", async () => {
  const elsewhere = says(307, {}, { location: "/somewhere-else" });
  for (const call of [read, write]) {
    stub.answers(elsewhere, ok);
    expect(await kindOf(call())).toBe("unreadable");
    expect(stub.received).toHaveLength(1);
  }
});

test("only the origin of an address is changed", async () => {
  stub.answers(ok);
  await read();
  const path = `/_api/benefit-programs/v1/pool-definitions/${id}?poolDefinitionId=${id}`;
  expect(stub.received.map((one) => one.path)).toEqual([path]);
});

test("the request ids of Wix are told to the context, in order", async () => {
  const context = contextOf(5_000);
  stub.answers(
    says(503, {}, { "x-wix-request-id": "a" }),
    says(200, entity, { "x-wix-request-id": "b" }),
  );
  await withWixContext(context, read);
  expect(context.wixRequestIds).toEqual(["a", "b"]);
});
