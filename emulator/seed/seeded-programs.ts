import { changeBalance } from "../state/balance-changes";
import { guidOf } from "../state/ids";
import { endProgram, pauseProgram, resumeProgram } from "../state/lifecycle";
import { provisionProgram } from "../state/programs";
import { redeemBenefit } from "../state/redemptions";
import type { Site } from "../state/site";
import type { Draw } from "./draw";
import { namespace, type Offer } from "./seeded-definitions";

interface Event {
  time: number;
  happen: () => void;
}

interface Plan {
  draw: Draw;
  index: number;
  from: number;
  offers: [Offer, ...Offer[]];
  memberIds: [string, ...string[]];
}

const dayMs = 86_400_000;

/** What happens to one program: it is provisioned, used, and sometimes paused, resumed or ended. */
export function eventsOf(site: Site, { draw, index, from, offers, memberIds }: Plan): Event[] {
  const externalId = guidOf(site.store.seed, "order", String(index));
  const memberId = draw.of(memberIds);
  const { displayName, lookup } = draw.of(offers);
  const isBornPaused = draw.percent(2);
  let programId = "";
  const events: Event[] = [];
  let time = from;
  const add = (happen: () => void) => {
    events.push({ time, happen });
    time += dayMs + draw.below(20 * dayMs);
  };
  add(() => {
    const { program } = provisionProgram(site, {
      poolDefinitionLookupId: lookup,
      beneficiary: { memberId, identityType: "MEMBER" },
      programStatus: isBornPaused ? "PAUSED" : "ACTIVE",
      namespace,
      displayName,
      externalProgramId: externalId,
    });
    programId = program.id;
  });
  if (isBornPaused) return events;
  const uses = draw.of([0, 0, 0, 1, 1, 2]);
  for (let use = 1; use <= uses; use += 1) add(() => redeem(site, programId, `visit-${use}`));
  if (draw.percent(3)) add(() => compensate(site, programId));
  const fate = draw.below(100);
  if (fate < 10) add(() => pauseProgram(site, programId, "holiday"));
  if (fate < 3) add(() => resumeProgram(site, programId, "back"));
  if (fate >= 92) add(() => endProgram(site, programId));
  return events;
}

/** The first benefit of the first pool, which the credits of no offer forbid. */
function redeem(site: Site, programId: string, idempotencyKey: string): void {
  const [pool] = site.pools.find("programId", programId);
  const [benefit] = pool?.details.benefits ?? [];
  const [item] = site.items.find("itemSetId", benefit?.itemSetId ?? "");
  if (!pool || !benefit?.benefitKey || !item) return;
  const { externalId, providerAppId } = item;
  redeemBenefit(site, {
    poolId: pool.id,
    benefitKey: benefit.benefitKey,
    idempotencyKey,
    itemReference: { externalId, providerAppId },
    count: 1,
    namespace,
    beneficiary: pool.beneficiary,
  });
}

function compensate(site: Site, programId: string): void {
  const [pool] = site.pools.find("programId", programId);
  if (!pool) return;
  const transactionDetails = { reason: "A class was canceled" };
  const adjustOptions = { value: "1" };
  const change = { idempotencyKey: "compensation", adjustOptions, transactionDetails };
  changeBalance(site, pool.id, change);
}
