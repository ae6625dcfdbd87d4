import assert from "node:assert/strict";
import { available, redeem, redeemable, transactionsOf } from "@/emulator/testing/benefit-steps";
import { enrol, given, newGuid, poolsOf, studio } from "@/emulator/testing/client";
import { program } from "@/emulator/testing/steps";
import { works } from "../check";

const key = () => ({ idempotencyKey: newGuid() });

/** Of programs, pools, balances and transactions: that each method does what it is for. */
export const programChecks = [
  works(
    "programs.provisionProgram",
    "gives a program with a pool that has its credits",
    async ({ wix }) => {
      const { programDefinitionId, namespace } = await studio(wix);
      const { jobId, program: made } = await enrol(wix, { programDefinitionId }, { namespace });
      assert.ok(jobId);
      const { status } = await wix.programs.getProgram(given(made?._id));
      const pools = await poolsOf(wix, given(made?._id));
      assert.deepEqual([status, ...pools.map((pool) => pool.status)], ["ACTIVE", "ACTIVE"]);
      assert.equal(Number(await available(wix, given(pools[0]?._id))), 10);
    },
  ),
  works("programs.getProgram", "gives it", async ({ wix }) => {
    const { programId, programDefinitionId } = await program(wix);
    const found = await wix.programs.getProgram(programId);
    assert.equal(found.programDefinitionId, programDefinitionId);
  }),
  works(
    "programs.getProgramByExternalIdAndNamespace",
    "gives it by the caller's key",
    async ({ wix, namespace }) => {
      const { programId } = await program(wix);
      const { externalId } = await wix.programs.getProgram(programId);
      const found = await wix.programs.getProgramByExternalIdAndNamespace(namespace, {
        externalId: given(externalId),
      });
      assert.equal(found.program?._id, programId);
    },
  ),
  works("programs.queryPrograms", "finds it by its definition", async ({ wix }) => {
    const { programId, programDefinitionId } = await program(wix);
    const { items } = await wix.programs
      .queryPrograms()
      .eq("programDefinitionId", programDefinitionId)
      .find();
    assert.deepEqual(
      items.map(({ _id }) => _id),
      [programId],
    );
  }),
  works("programs.updateProgram", "changes the name", async ({ wix }) => {
    const { programId } = await program(wix);
    const { revision } = await wix.programs.getProgram(programId);
    const change = { revision: given(revision), displayName: "Named" };
    assert.equal((await wix.programs.updateProgram(programId, change)).displayName, "Named");
  }),
  works("programs.pauseProgram", "pauses the program and its pool", async ({ wix }) => {
    const { programId, poolId } = await program(wix);
    assert.ok((await wix.programs.pauseProgram(programId, key())).jobId);
    assert.equal((await wix.programs.getProgram(programId)).status, "PAUSED");
    assert.equal((await wix.pools.getPool(poolId)).status, "PAUSED");
  }),
  works("programs.resumeProgram", "makes both active again", async ({ wix }) => {
    const { programId, poolId } = await program(wix, "PAUSED");
    assert.ok((await wix.programs.resumeProgram(programId, key())).jobId);
    assert.equal((await wix.programs.getProgram(programId)).status, "ACTIVE");
    assert.equal((await wix.pools.getPool(poolId)).status, "ACTIVE");
  }),
  works(
    "programs.renewProgram",
    "gives new credits and rolls over what is left, up to the cap",
    async ({ wix }) => {
      const { programId, poolId } = await program(wix);
      assert.ok((await wix.programs.renewProgram(programId, key())).jobId);
      await wix.programs.getProgram(programId);
      assert.equal(Number(await available(wix, poolId)), 15);
      assert.equal((await wix.pools.getPool(poolId)).renewalCount, 1);
    },
  ),
  works("programs.endProgram", "ends the program and its pool", async ({ wix }) => {
    const { programId, poolId } = await program(wix);
    assert.ok((await wix.programs.endProgram(programId)).jobId);
    assert.equal((await wix.programs.getProgram(programId)).status, "ENDED");
    assert.equal((await wix.pools.getPool(poolId)).status, "ENDED");
  }),
  works("pools.getPool", "gives the pool, with the details of its definition", async ({ wix }) => {
    const { poolId, poolDefinitionId } = await program(wix);
    const found = await wix.pools.getPool(poolId);
    assert.equal(found.poolDefinitionId, poolDefinitionId);
    assert.equal(found.details?.benefits?.[0]?.benefitKey, "class");
  }),
  works("pools.queryPools", "finds it by its program", async ({ wix }) => {
    const { poolId, programId } = await program(wix);
    assert.deepEqual(
      (await poolsOf(wix, programId)).map(({ _id }) => _id),
      [poolId],
    );
  }),
  works("pools.updatePool", "changes the name", async ({ wix }) => {
    const { poolId } = await program(wix);
    const { revision } = await wix.pools.getPool(poolId);
    const change = { revision: given(revision), displayName: "Named" };
    assert.equal((await wix.pools.updatePool(poolId, change)).displayName, "Named");
  }),
  works("pools.bulkUpdatePools", "changes the fields of a mask", async ({ wix }) => {
    const { poolId } = await program(wix);
    const { revision } = await wix.pools.getPool(poolId);
    const pool = { _id: poolId, revision: given(revision), displayName: "Named" };
    const { results } = await wix.pools.bulkUpdatePools({
      pools: [{ pool, fieldMask: ["displayName"] }],
      returnEntity: true,
    });
    assert.equal(results?.[0]?.item?.displayName, "Named");
  }),
  works("balances.getBalance", "gives the credits of a pool", async ({ wix }) => {
    const { poolId } = await program(wix);
    const { _id, amount } = await wix.balances.getBalance(poolId);
    assert.deepEqual([_id, Number(amount?.available)], [poolId, 10]);
  }),
  works("balances.listBalances", "gives those of the pools that are named", async ({ wix }) => {
    const { poolId } = await program(wix);
    const { balances } = await wix.balances.listBalances({ poolIds: [poolId] });
    assert.deepEqual(
      balances?.map(({ _id }) => _id),
      [poolId],
    );
  }),
  works("balances.queryBalances", "finds it", async ({ wix }) => {
    const { poolId } = await program(wix);
    const { items } = await wix.balances.queryBalances().eq("_id", poolId).find();
    assert.deepEqual(
      items.map(({ _id }) => _id),
      [poolId],
    );
  }),
  works(
    "balances.changeBalance",
    "adds by ADJUST, and SET to the same leaves no transaction",
    async ({ wix }) => {
      const { poolId } = await program(wix);
      const { balance, transactionId } = await wix.balances.changeBalance(poolId, newGuid(), {
        type: "ADJUST",
        adjustOptions: { value: "0.5" },
      });
      assert.equal(Number(balance?.amount?.available), 10.5);
      assert.ok(transactionId);
      const same = await wix.balances.changeBalance(poolId, newGuid(), {
        type: "SET",
        setOptions: { value: "10.5" },
      });
      assert.equal(same.transactionId ?? undefined, undefined);
    },
  ),
  works("balances.revertBalanceChange", "takes back what a redemption took", async ({ wix }) => {
    const place = await redeemable(wix);
    const transactionId = await redeem(wix, place);
    await wix.balances.revertBalanceChange(transactionId, newGuid());
    assert.equal(Number(await available(wix, place.poolId)), 10);
  }),
  works(
    "transactions.getTransaction",
    "gives a redemption: from AVAILABLE, its cost",
    async ({ wix }) => {
      const place = await redeemable(wix);
      const found = await wix.transactions.getTransaction(await redeem(wix, place));
      assert.deepEqual(
        [found.source, found.target, Number(found.amount), found.pool?._id],
        ["AVAILABLE", "EXTERNAL", 3, place.poolId],
      );
    },
  ),
  works("transactions.queryTransactions", "finds those of a pool", async ({ wix }) => {
    const place = await redeemable(wix);
    const id = await redeem(wix, place);
    const found = await transactionsOf(wix, place.poolId);
    assert.ok(found.some(({ _id }) => _id === id));
  }),
];
