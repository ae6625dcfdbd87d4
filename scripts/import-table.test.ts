import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { importViolations } from "./test/import-table";

test("the tree keeps the import table of architecture.md", () => {
  expect(importViolations(resolve(import.meta.dirname, ".."))).toEqual([]);
});

describe("in a tree of its own", () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "import-table-"))));
  afterEach(() => rmSync(root, { recursive: true }));

  /** What the table says to one file that holds this. */
  function saidOf(path: string, source: string): string[] {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, source);
    return importViolations(root).map((line) => line.replace(`${path} → `, ""));
  }

  const refused: [path: string, source: string, why: string][] = [
    [
      "app/(admin)/pools/page.tsx",
      `import { f } from "@/app/(admin)/programs/queries"`,
      "another feature",
    ],
    ["app/(admin)/pools/page.tsx", `import { f } from "../programs/queries"`, "another feature"],
    [
      "app/(admin)/pools/[id]/page.tsx",
      `import { f } from "../../programs/queries"`,
      "another feature",
    ],
    [
      "app/(admin)/pools/queries.ts",
      `import type { T } from "../programs/queries"`,
      "another feature",
    ],
    ["app/(admin)/pools/queries.ts", `export * from "../programs/queries"`, "another feature"],
    [
      "app/(admin)/pools/queries.ts",
      `const q = await import("../programs/queries")`,
      "another feature",
    ],
    ["app/(admin)/pools/queries.ts", `type T = import("../programs/queries").T`, "another feature"],
    ["app/(admin)/pools/actions.ts", `import { f } from "../actions"`, "not the frame"],
    ["app/(admin)/layout.tsx", `import { f } from "./pools/queries"`, "another feature"],
    ["app/(admin)/pools/actions.ts", `import { f } from "@/emulator/faults"`, "its own folder"],
    ["app/(admin)/pools/page.tsx", `import { f } from "@/lib/wix/pools"`, "never ask Wix"],
    [
      "app/(admin)/pools/new/form.tsx",
      `import { f } from "../../../../lib/wix/pools"`,
      "never ask Wix",
    ],
    ["app/(admin)/pools/table.tsx", `import { type T } from "@/lib/wix/pools"`, "never ask Wix"],
    ["components/page/id.tsx", `import { f } from "@/lib/site"`, "components import"],
    ["components/page/id.tsx", `import { f } from "../../lib/site"`, "components import"],
    ["components/page/id.tsx", `import { type T } from "@/lib/wix/pools"`, "components import"],
    [
      "components/page/id.tsx",
      `import type { T } from "@/app/(admin)/pools/queries"`,
      "components import",
    ],
    ["lib/db.ts", `import { f } from "./budget"`, "only downward"],
    ["lib/env.ts", `import { f } from "@/lib/log"`, "only downward"],
    ["lib/wix/pools.ts", `import { f } from "@/lib/audit/entries"`, "only downward"],
    ["lib/audit/entries.ts", `import type { T } from "../operations/run"`, "only downward"],
    ["lib/auth/session.ts", `const run = await import("@/lib/operations/run")`, "only downward"],
    ["lib/utils.ts", `import { f } from "./env"`, "not in the table"],
    ["lib/log.ts", `import { f } from "@/components/words"`, "lib imports lib"],
    ["lib/log.ts", `import { f } from "../app/page"`, "lib imports lib"],
    ["lib/audit/entries.ts", `import { f } from "@/prisma/generated/client"`, "only lib/db"],
    ["lib/db.test.ts", `import { f } from "@/emulator/start"`, "a test of lib"],
    ["emulator/faults.ts", `import { f } from "@/lib/decimal"`, "nothing of ours"],
    ["emulator/faults.ts", `import type { T } from "../lib/wix/error"`, "nothing of ours"],
    ["emulator/faults.test.ts", `import { f } from "@/scripts/test/child"`, "nothing of ours"],
    ["e2e/pools.spec.ts", `import { f } from "../components/words"`, "nothing of ours"],
    ["lib/operations/pools.ts", `import { f } from "@wix/sdk"`, "only lib/wix"],
    [
      "app/(admin)/pools/queries.ts",
      `import type { T } from "@wix/benefit-programs"`,
      "only lib/wix",
    ],
    ["components/page/id.tsx", `const wix = require("@wix/sdk")`, "only lib/wix"],
  ];
  test.each(refused)("%s may not: %s", (path, source, why) => {
    const [said, ...more] = saidOf(path, source);
    expect(said).toContain(why);
    expect(more).toEqual([]);
  });

  const allowed: [path: string, source: string][] = [
    ["app/(admin)/pools/[id]/page.tsx", `import { f } from "../queries"; import "./history"`],
    ["app/(admin)/pools/page.tsx", `import { f } from "@/components/page/id"; import "@/lib/site"`],
    ["app/(admin)/pools/page.tsx", `import type { T } from "@/lib/wix/pools"; import "react"`],
    ["app/(admin)/pools/queries.ts", `import { f } from "@/lib/wix/pools"`],
    ["app/(admin)/layout.tsx", `import { f } from "./actions"; import "@/lib/env"`],
    ["app/api/health/route.ts", `import { f } from "@/lib/readiness"`],
    ["components/page/id.tsx", `import { f } from "./time"; import { g } from "@/lib/format"`],
    ["components/page/id.tsx", `import type { T } from "@/lib/wix/pools"`],
    ["lib/db.ts", `import { f } from "@/prisma/generated/client"; import "./env"`],
    ["lib/operations/run.ts", `import { f } from "@/lib/wix/error"; import "./replay"`],
    ["lib/wix/pools.ts", `import { f } from "@wix/sdk"; import "@/lib/budget"`],
    ["lib/db.test.ts", `import { f } from "@/lib/operations/run"; import "@/scripts/test/child"`],
    ["emulator/routes/pools.ts", `import { f } from "../state/pools"; import "hono"`],
    ["emulator/pools.test.ts", `import { f } from "@wix/sdk"; import "./testing/client"`],
    ["emulator/testing/client.ts", `import { f } from "@wix/sdk"`],
    ["components/page/id.test.ts", `import { f } from "@/lib/wix/guid"`],
    ["e2e/pools.spec.ts", `import { f } from "./sign-in"; import "@playwright/test"`],
    ["scripts/start.ts", `import { f } from "@/emulator/start"`],
  ];
  test.each(allowed)("%s may: %s", (path, source) => {
    expect(saidOf(path, source)).toEqual([]);
  });

  test("a file that cannot be parsed is not passed over", () => {
    expect(() => saidOf("lib/env.ts", "import {")).toThrow("lib/env.ts cannot be parsed");
  });
});
