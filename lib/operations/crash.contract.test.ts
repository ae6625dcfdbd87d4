import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { verifyAudit } from "@/lib/audit/verify";
import { externalIdOf } from "@/lib/mappings/external-id";
import { findMapping } from "@/lib/mappings/mappings";
import { toGuid, type Guid } from "@/lib/wix/guid";
import { createPoolDefinition as createInWix } from "@/lib/wix/pool-definitions";
import { findProgramByExternalId } from "@/lib/wix/programs";
import { runChild } from "@/scripts/test/child";
import { requests } from "@/scripts/test/emulator";
import { age, onRecord } from "@/scripts/test/record";
import { aMember, namespace, newPoolDefinition, request, user } from "@/scripts/test/samples";
import { createPoolDefinition } from "./pool-definitions";
import { provisionProgram } from "./programs";
import { lookUpNow } from "./reconcile";
import { runOperation } from "./run";

let memberId: Guid;
let from: { kind: "pool-definitions"; id: Guid };

beforeAll(async () => {
  memberId = await aMember();
  from = { kind: "pool-definitions", id: (await createInWix(newPoolDefinition())).id };
});

const beforeTheRecord = ["authorize", "parse", "before"];

/** Where it dies once it is on record, what is found out, and how often Wix has it. */
const afterTheRecord: [point: string, settled: "failed" | "succeeded", inWix: number][] = [
  ["record", "failed", 0],
  ["effect", "succeeded", 1],
  ["settle", "succeeded", 1],
];

/** Dies, and is reconciled after two minutes; returns its attempts, and how it asked. */
async function dies(operation: string, point: string, input: object) {
  const [actorId, key] = [randomUUID(), randomUUID()];
  const order = JSON.stringify({ operation, point, actorId, key, input });
  const ended = await runChild("mortal.ts", [order]);
  expect(ended).toMatchObject({ signal: "SIGKILL", stderr: "" });
  const attempts = await db().attempt.findMany({ where: { actorId } });
  for (const { id } of attempts) {
    await age(id, 121);
    await lookUpNow(id);
  }
  return { attempts, asker: request(user("manager", actorId), key) };
}

describe.concurrent("killed in the middle of creating a pool definition, after", () => {
  const made = (input: { displayName: string }) =>
    requests("poolDefinitions.createPoolDefinition", input.displayName);

  test.each(beforeTheRecord)(
    "%s: nothing is on record or in Wix, and the form works",
    async (point) => {
      const input = newPoolDefinition();
      const { attempts, asker } = await dies("pool-definitions.create", point, input);
      expect(attempts).toEqual([]);
      expect(await made(input)).toHaveLength(0);
      expect((await runOperation(createPoolDefinition, input, asker)).status).toBe("succeeded");
      expect(await made(input)).toHaveLength(1);
    },
  );

  test.each(afterTheRecord)(
    "%s: it has %s, and the form says so",
    async (point, settled, inWix) => {
      const input = newPoolDefinition();
      const { attempts, asker } = await dies("pool-definitions.create", point, input);
      expect(attempts).toHaveLength(1);
      expect((await onRecord(attempts[0]?.id ?? null)).types).toEqual(["intended", settled]);
      expect(await made(input)).toHaveLength(inWix);
      expect((await runOperation(createPoolDefinition, input, asker)).status).toBe(settled);
      expect(await made(input)).toHaveLength(inWix);
    },
  );
});

describe.concurrent("killed in the middle of provisioning a program, after", () => {
  const newOrder = () => {
    const key = `order-${randomUUID()}`;
    const input = { namespace, from, memberId, displayName: "Ann's", status: "ACTIVE", key };
    return { input, key, externalId: toGuid(externalIdOf(namespace, "programs", key)) };
  };
  const sent = (externalId: string) => requests("programs.provisionProgram", externalId);

  test.each(beforeTheRecord)(
    "%s: nothing is on record or in Wix, and the form works",
    async (point) => {
      const { input, key, externalId } = newOrder();
      const { attempts, asker } = await dies("programs.provision", point, input);
      expect(attempts).toEqual([]);
      expect(await findMapping(namespace, "programs", key)).toBeNull();
      expect((await runOperation(provisionProgram, input, asker)).status).toBe("succeeded");
      expect(await sent(externalId)).toHaveLength(1);
    },
  );

  test("record: it has failed, and the order may be placed anew, once", async () => {
    const { input, key, externalId } = newOrder();
    const { attempts, asker } = await dies("programs.provision", "record", input);
    expect((await onRecord(attempts[0]?.id ?? null)).types).toEqual(["intended", "failed"]);
    expect(await findMapping(namespace, "programs", key)).toBeNull();
    expect((await runOperation(provisionProgram, input, asker)).status).toBe("failed");
    expect(await sent(externalId)).toHaveLength(0);
    expect((await runOperation(provisionProgram, input, request())).status).toBe("succeeded");
    expect(await sent(externalId)).toHaveLength(1);
  });

  test.each(["effect", "settle"])(
    "%s: it has succeeded, and its key leads to it",
    async (point) => {
      const { input, key, externalId } = newOrder();
      const { attempts, asker } = await dies("programs.provision", point, input);
      const program = await findProgramByExternalId(namespace, externalId);
      expect((await onRecord(attempts[0]?.id ?? null)).types).toEqual(["intended", "succeeded"]);
      expect(await findMapping(namespace, "programs", key)).toMatchObject({
        attemptId: attempts[0]?.id,
        wixId: program?.id,
        externalId,
      });
      expect(await runOperation(provisionProgram, input, asker)).toMatchObject({
        status: "succeeded",
        subject: { id: program?.id },
      });
      const anew = await runOperation(provisionProgram, input, request());
      expect(anew).toMatchObject({ status: "failed", failure: { kind: "key-taken" } });
      expect(await sent(externalId)).toHaveLength(1);
    },
  );
});

test("after all of it the audit log is whole, and nothing is left open", async () => {
  expect((await verifyAudit()).broken).toBeNull();
  const open = { outcome: { in: ["intended", "unknown"] } };
  expect(await db().attempt.count({ where: open })).toBe(0);
});
