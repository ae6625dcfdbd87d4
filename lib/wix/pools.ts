import "server-only";
import type { pools } from "@wix/benefit-programs";
import { beneficiaryFromWix, type Beneficiary } from "./beneficiary";
import { read, write } from "./call";
import { wix } from "./client";
import { detailsFromWix, layOver, type Details } from "./details";
import { required, requiredGuid, type Guid } from "./guid";
import { createdFilter, pageOf, queryOf, type Created, type Page, type PageRequest } from "./page";
import { returnedAs } from "./returned";

/** Source: typings, `PoolStatus`. */
export const poolStatuses = [
  "ACTIVE",
  "PAUSED",
  "ENDED",
  "PROVISIONING",
  "RENEWING",
  "PENDING",
] as const;
export type PoolStatus = (typeof poolStatuses)[number] | "UNKNOWN";

export interface Pool {
  id: Guid;
  revision: string;
  createdDate: Date;
  updatedDate: Date;
  displayName: string;
  namespace: string;
  status: PoolStatus;
  beneficiary: Beneficiary;
  poolDefinitionId: Guid;
  /** The revision of the pool definition that this pool was made from. */
  poolDefinitionRevision: string | null;
  programDefinitionId: Guid | null;
  programDefinitionDisplayName: string;
  programId: Guid;
  programDisplayName: string;
  renewalCount: number;
  details: Details;
}

export interface PoolChange {
  displayName: string;
  details: Details;
}

/** The filters of a list of pools. Source: wix-api.md 2.4. */
export interface PoolFilter extends Created {
  id?: Guid | undefined;
  namespace?: string | undefined;
  status?: PoolStatus | undefined;
  programId?: Guid | undefined;
  poolDefinitionId?: Guid | undefined;
  programDefinitionId?: Guid | undefined;
  memberId?: Guid | undefined;
  wixUserId?: Guid | undefined;
  hasBeneficiary?: boolean | undefined;
  itemSetId?: Guid | undefined;
  providerAppId?: Guid | undefined;
}

/** A page of pools, newest first. */
export async function listPools(request: PageRequest & PoolFilter): Promise<Page<Pool>> {
  const { namespace, status, programId, poolDefinitionId, programDefinitionId } = request;
  const { id, memberId, wixUserId, hasBeneficiary, itemSetId, providerAppId } = request;
  const query = queryOf(request, {
    ...(id ? { _id: id } : {}),
    ...(namespace ? { namespace } : {}),
    ...(status && status !== "UNKNOWN" ? { status } : {}),
    ...(programId ? { programId } : {}),
    ...(poolDefinitionId ? { poolDefinitionId } : {}),
    ...(programDefinitionId ? { programDefinitionId } : {}),
    ...(memberId ? { "beneficiary.memberId": memberId } : {}),
    ...(wixUserId ? { "beneficiary.wixUserId": wixUserId } : {}),
    ...(hasBeneficiary === undefined ? {} : { beneficiary: { $exists: hasBeneficiary } }),
    ...(itemSetId ? { "details.benefits.itemSetId": { $hasSome: [itemSetId] } } : {}),
    ...(providerAppId ? { "details.benefits.providerAppId": { $hasSome: [providerAppId] } } : {}),
    ...createdFilter(request),
  });
  const found = await read("query pools", () => wix().pools.queryPools(query, {}));
  return pageOf((found.pools ?? []).map(fromWix), found.metadata);
}

/** Throws WixError `not-found`. */
export async function getPool(id: Guid): Promise<Pool> {
  return fromWix(await read("get pool", () => wix().pools.getPool(id)));
}

/** Wix's own details of a pool that we read: an update starts from them. */
const detailsInWix = new WeakMap<Pool, pools.Details>();

/**
 * Changes name and details of a pool that was read before: they are laid over what Wix holds, so that
 * what we do not model stays. Throws WixError `conflict` when `revision` is not the one that Wix holds.
 */
export async function updatePool(held: Pool, revision: string, change: PoolChange): Promise<Pool> {
  const pool = {
    revision,
    displayName: change.displayName,
    details: layOver(detailsInWix.get(held), change.details),
  };
  return fromWix(await write("update pool", () => wix().pools.updatePool(held.id, pool)));
}

function fromWix(given: pools.Pool | undefined): Pool {
  const held = required(given, "pool");
  const pool = returnedAs<Pool>(
    {
      id: requiredGuid(held._id, "_id"),
      revision: required(held.revision, "revision"),
      createdDate: required(held._createdDate, "_createdDate"),
      updatedDate: required(held._updatedDate, "_updatedDate"),
      displayName: held.displayName ?? "",
      namespace: required(held.namespace, "namespace"),
      status: poolStatuses.find((known) => known === held.status) ?? "UNKNOWN",
      beneficiary: beneficiaryFromWix(held.beneficiary),
      poolDefinitionId: requiredGuid(held.poolDefinitionId, "poolDefinitionId"),
      poolDefinitionRevision: held.poolDefinitionRevision ?? null,
      programDefinitionId: held.programDefinitionId
        ? requiredGuid(held.programDefinitionId, "programDefinitionId")
        : null,
      programDefinitionDisplayName: held.programDefinition?.displayName ?? "",
      programId: requiredGuid(held.programId, "programId"),
      programDisplayName: held.program?.displayName ?? "",
      renewalCount: held.renewalCount ?? 0,
      details: detailsFromWix(held.details),
    },
    held,
  );
  detailsInWix.set(pool, held.details ?? {});
  return pool;
}
