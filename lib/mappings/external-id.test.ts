import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { businessKey, externalIdOf, mappedKinds } from "./external-id";

const ours = "6b1f3c1e-8b0e-5d0a-9f53-0c5b7c6f2e11";
const dnsNamespace = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";

/** RFC 9562, 5.5, written anew: SHA-1 of name space and name, with version and variant put in. */
function uuidV5(space: string, name: string): string {
  const bytes = [...Buffer.from(space.replaceAll("-", ""), "hex"), ...Buffer.from(name, "utf8")];
  const hash = [...createHash("sha1").update(Uint8Array.from(bytes)).digest()].slice(0, 16);
  const marked = hash.map((byte, index) => {
    if (index === 6) return 0x50 + (byte % 16);
    return index === 8 ? 0x80 + (byte % 64) : byte;
  });
  const hex = marked.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [0, 8, 12, 16, 20]
    .map((start, index, starts) => hex.slice(start, starts[index + 1]))
    .join("-");
}

test("the yardstick gives the RFC's own example", () => {
  expect(uuidV5(dnsNamespace, "www.example.com")).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
});

test("an externalId is the UUID v5 of namespace, kind and key", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...mappedKinds), fc.string(), (space, kind, key) => {
      const name = JSON.stringify([space, kind, key]);
      expect(externalIdOf(space, kind, key)).toBe(uuidV5(ours, name));
    }),
  );
});

test("it never changes: this one is kept in the books of whoever used it", () => {
  expect(externalIdOf("poolkeeper", "programs", "order-1001")).toBe(
    uuidV5(ours, '["poolkeeper","programs","order-1001"]'),
  );
  expect(externalIdOf("poolkeeper", "programs", "order-1001")).toBe(
    "99f7a7b1-765c-55d1-9b45-f17930fecdf2",
  );
});

test("namespace, kind, key and generation each make another id", () => {
  const ids = [
    externalIdOf("poolkeeper", "programs", "order-1001"),
    externalIdOf("other", "programs", "order-1001"),
    externalIdOf("poolkeeper", "program-definitions", "order-1001"),
    externalIdOf("poolkeeper", "programs", "Order-1001"),
    externalIdOf("poolkeeper", "programs", "order-1001", 2),
    externalIdOf("poolkeeper", "programs", "order-1001", 3),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test("the first generation is the key alone; others join the name", () => {
  expect(externalIdOf("n", "programs", "k", 1)).toBe(externalIdOf("n", "programs", "k"));
  expect(externalIdOf("n", "programs", "k", 2)).toBe(uuidV5(ours, '["n","programs","k",2]'));
});

describe("a business key", () => {
  test("is the same however its accents are written", () => {
    const [composed, decomposed] = ["café-1".normalize("NFC"), "café-1".normalize("NFD")];
    expect(decomposed).not.toBe(composed);
    expect(businessKey.parse(decomposed)).toBe(composed);
  });
  test("loses the space around it and keeps its case", () => {
    expect(businessKey.parse("  Order 1001\t")).toBe("Order 1001");
  });
  test("may have 100 characters and no more", () => {
    expect(businessKey.parse("k".repeat(100))).toHaveLength(100);
    const message = businessKey.safeParse("k".repeat(101)).error?.issues[0]?.message;
    expect(message).toBe("A key has 100 characters at most.");
  });
  test.each(["", "   ", "\n"])("is not %j", (typed) => {
    const message = businessKey.safeParse(typed).error?.issues[0]?.message;
    expect(message).toBe("Give a key, such as order-1001.");
  });
  test.each(["a\nb", "a\0b", "a\u007fb", "a\u0085b", "a\ud800b"])(
    "has no control characters: %j",
    (typed) => {
      const message = businessKey.safeParse(typed).error?.issues[0]?.message;
      expect(message).toBe("A key has no line breaks or other control characters.");
    },
  );
});
