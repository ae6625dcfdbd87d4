import { chooseAssumptions } from "../assumptions";
import { Refusal } from "../refusal";
import { changeBalance, revertBalanceChange } from "../state/balance-changes";
import { createItem } from "../state/items";
import { renewBalance } from "../state/ledger";
import { createPoolDefinition } from "../state/pool-definitions";
import { provisionProgram } from "../state/programs";
import { cancelRedemption, reallocateBenefit, redeemBenefit } from "../state/redemptions";
import { runDueJobs } from "../state/run-jobs";
import { found, Site } from "../state/site";
import { Store } from "../state/store";
import { app, given } from "./client";
import type { Step, Terms, Units } from "./ledger-oracle";

const memberId = "00000000-0000-4000-8000-0000000000aa";
const unknownId = "00000000-0000-4000-8000-0000000000ff";
const namespace = "ledger";
const beneficiary = { memberId, identityType: "MEMBER" };

/** Units as text: "12.3400". Trailing zeros are left, as callers may send them. */
export function text(units: Units): string {
  const digits = (units < 0n ? -units : units).toString().padStart(5, "0");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** Text as units. Throws for what is no plain decimal. */
export function units(value: string): Units {
  const decimal = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(value);
  if (!decimal) throw new Error(`not a plain decimal: ${value}`);
  const [, sign = "", whole = "", fraction = ""] = decimal;
  return BigInt(`${sign}${whole}${fraction.padEnd(4, "0")}`);
}

/** A site in memory, without HTTP, with one pool under these terms. */
export class LedgerSite {
  readonly site: Site;
  readonly poolId: string;
  readonly #itemIds: string[] = [];

  constructor(terms: Terms, timeZone = "UTC") {
    const store = new Store({ realTime: () => 0, commit: () => undefined });
    this.site = new Site(store, chooseAssumptions(), 0, "emulated", false, timeZone);
    this.poolId = this.site.store.transact(() => this.#provision(terms));
    runDueJobs(this.site);
  }

  get available(): string {
    return given(this.site.balances.get(this.poolId)).amount.available;
  }

  /** How many transactions there are. */
  get count(): number {
    return this.site.transactions.count("pool.id", this.poolId);
  }

  /** The transaction that the balance calls its last. */
  get latest() {
    const { lastTransactionId = "" } = given(this.site.balances.get(this.poolId));
    return given(this.site.transactions.get(lastTransactionId));
  }

  get transactions() {
    return this.site.transactions.find("pool.id", this.poolId);
  }

  /** The code of the refusal, or undefined when it was done. */
  take(step: Step): string | undefined {
    try {
      this.site.store.transact(() => this.#perform(step));
      return undefined;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return error.details.applicationError?.code;
    }
  }

  #perform(step: Step): unknown {
    const { site, poolId } = this;
    switch (step.do) {
      case "adjust": {
        const { lower, upper, rule: limitRule } = step.limits ?? {};
        const lowerLimit = lower === undefined ? undefined : text(lower);
        const upperLimit = upper === undefined ? undefined : text(upper);
        const adjustOptions = { value: text(step.value), lowerLimit, upperLimit, limitRule };
        return changeBalance(site, poolId, { idempotencyKey: step.key, adjustOptions });
      }
      case "set": {
        const setOptions = { value: text(step.value) };
        return changeBalance(site, poolId, { idempotencyKey: step.key, setOptions });
      }
      case "redeem": {
        const { benefit, count, key: idempotencyKey } = step;
        const externalId = this.#itemIds[benefit] ?? unknownId;
        const itemReference = { externalId, providerAppId: app };
        const benefitKey = String(benefit);
        const asked = { poolId, namespace, itemReference, benefitKey, count, idempotencyKey };
        return redeemBenefit(site, asked);
      }
      case "revert":
        return revertBalanceChange(site, this.#idAt(step.at), undefined);
      case "cancel":
        return cancelRedemption(site, {
          transactionId: this.#idAt(step.at),
          idempotencyKey: step.key,
        });
      case "reallocate":
        return reallocateBenefit(site, {
          transactionId: this.#idAt(step.at),
          idempotencyKey: step.key,
          targetDate: "2030-01-01T00:00:00.000Z",
          beneficiary,
          namespace,
        });
      case "renew":
        return renewBalance(site, found(site, site.pools, poolId));
    }
  }

  #idAt(index: number): string {
    return this.transactions[index]?.id ?? unknownId;
  }

  #provision({ credits, prices }: Terms): string {
    const definition = createPoolDefinition(this.site, {
      namespace,
      details: {
        benefits: prices.map((price, index) => ({
          benefitKey: String(index),
          providerAppId: app,
          price: text(price),
          policyExpression: undefined,
          additionalData: undefined,
          displayName: undefined,
          description: undefined,
        })),
        creditConfiguration: credits && {
          amount: text(credits.amount),
          rolloverConfiguration: {
            enabled: credits.isRolledOver,
            balanceCap: credits.cap === undefined ? undefined : text(credits.cap),
          },
          unitDisplayName: undefined,
          unitType: undefined,
        },
        policyExpression: undefined,
        additionalData: undefined,
      },
    });
    for (const { itemSetId } of definition.details.benefits ?? []) {
      const externalId = this.site.store.newId();
      createItem(this.site, { namespace, itemSetId, externalId, providerAppId: app });
      this.#itemIds.push(externalId);
    }
    const { program } = provisionProgram(this.site, {
      poolDefinitionLookupId: { poolDefinitionId: definition.id },
      beneficiary,
      namespace,
      externalProgramId: this.site.store.newId(),
    });
    return given(this.site.pools.find("programId", program.id)[0]).id;
  }
}
