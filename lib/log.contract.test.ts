import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { runChild, type Ended } from "@/scripts/test/child";

const password = "correct-horse-battery-staple";
const line = z.looseObject({ msg: z.string() });
let ended: Ended;
let lines: z.infer<typeof line>[];

beforeAll(async () => {
  ended = await runChild("talkative.ts", [password], { LOG_LEVEL: "debug" });
  if (ended.stderr !== "") throw new Error(ended.stderr);
  lines = ended.stdout
    .trim()
    .split("\n")
    .map((text) => line.parse(JSON.parse(text)));
});

test("every line is JSON with a time, and the work was done", () => {
  expect(lines.at(-1)).toMatchObject({ msg: "done", outcome: "succeeded", signedIn: "signed-in" });
  for (const one of lines) expect(one.time).toMatch(/^\d{4}-\d\d-\d\dT/);
});

test("no line holds a password, a token, a secret, a hash or a header", () => {
  const secrets = [
    password,
    "an-emulator-has-no-secrets",
    "emulator.",
    "argon2",
    "eyJ",
    "uthorization",
  ];
  for (const secret of secrets) expect(ended.stdout).not.toContain(secret);
});

test("what is logged under a secret's name is struck out, however it is written and wherever it lies", () => {
  expect(lines.find((one) => one.msg === "by mistake")).toMatchObject({
    password: "[secret]",
    token: "[secret]",
    nested: { secret: "[secret]", deeper: { cookie: "[secret]" } },
  });
  expect(lines.find((one) => one.msg === "mistaken")).toMatchObject({
    Cookie: "[secret]",
    deep: [{ deeper: { passwordHash: "[secret]" } }],
    err: {
      type: "Error",
      message: "it went wrong: it broke",
      stack: expect.stringContaining("talkative"),
    },
  });
});

test("an unexpected error is told with its page, not with what was looked for there", () => {
  expect(lines.find((one) => one.msg === "unexpected error")).toMatchObject({ path: "/mappings" });
  expect(ended.stdout).not.toContain("order-1001");
});

test("a request to Wix is one line: what, how long, which of Wix's requests, for which of ours", () => {
  const [sent, ...more] = lines.filter((one) => one.msg === "wix request");
  expect(more).toEqual([]);
  expect(sent).toMatchObject({
    method: "POST",
    path: "/_api/benefit-programs/v1/pool-definitions",
    status: 200,
    requestId: "of-the-page",
    attemptId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    wixRequestId: expect.stringMatching(/\S/),
    durationMs: expect.any(Number),
  });
  const settled = lines.find((one) => one.msg === "attempt settled");
  expect(settled).toMatchObject({ attemptId: sent?.attemptId, outcome: "succeeded" });
});
