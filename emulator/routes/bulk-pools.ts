import { z } from "zod";
import { bulkOf, returnEntity } from "../bulk";
import { bulkUpdate, type MaskedUpdate } from "../bulk-writes";
import { fieldMask } from "../field-mask";
import { guid } from "../shapes";
import { type Pool, presentPool, updatePool } from "../state/pools";
import type { Site } from "../state/site";
import { parse } from "../validation";
import { poolChange } from "./pools";
import type { Route } from "./route";

const masked = z
  .object({ pool: poolChange.extend({ id: guid }), fieldMask })
  .transform(({ pool, fieldMask: mask }) => ({ given: pool, mask }));
const updateRequest = z.object({ pools: bulkOf(masked), returnEntity });

export const bulkPoolRoutes: Route[] = [
  {
    method: "pools.bulkUpdatePools",
    verb: "POST",
    path: "/benefit-programs/v1/bulk/pools",
    answer({ site, body }) {
      const { pools: items, returnEntity: isReturned } = parse(updateRequest, body);
      return bulkUpdate(site, { items, returnEntity: isReturned }, poolUpdate(site));
    },
  },
];

const poolUpdate = (site: Site): MaskedUpdate<Pool, typeof poolChange> => ({
  collection: site.pools,
  fields: { displayName: null, description: null, details: {}, extendedFields: null },
  shape: poolChange,
  update: (id, change, isMasked) => updatePool(site, id, { ...change, isMasked }),
  present: (pool) => presentPool(site, pool),
});
