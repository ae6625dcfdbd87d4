import { z } from "zod";
import { bulk, bulkOf, returnEntity } from "../bulk";
import { fieldMask, maskedChange } from "../field-mask";
import { guid } from "../shapes";
import { presentPool, updatePool } from "../state/pools";
import { found } from "../state/site";
import { parse } from "../validation";
import { poolChange } from "./pools";
import type { Route } from "./route";

const updateRequest = z.object({
  pools: bulkOf(z.object({ pool: poolChange.extend({ id: guid }), fieldMask })),
  returnEntity,
});

/** What a mask may name, and what each is when it is cleared. */
const fields = { displayName: null, description: null, details: {}, extendedFields: null };

export const bulkPoolRoutes: Route[] = [
  {
    method: "pools.bulkUpdatePools",
    verb: "POST",
    path: "/benefit-programs/v1/bulk/pools",
    answer({ site, body }) {
      const request = parse(updateRequest, body);
      return bulk(site, {
        items: request.pools,
        returnEntity: request.returnEntity,
        idOf: ({ pool }) => pool.id,
        act(item) {
          const current = found(site, site.pools, item.pool.id);
          const { id, ...rest } = item.pool;
          const masked = { mask: item.fieldMask, given: rest, current, fields, field: "fieldMask" };
          const change = parse(poolChange, maskedChange(site, masked));
          const isMasked = item.fieldMask.length > 0;
          const updated = updatePool(site, id, { ...change, isMasked });
          return { entity: () => presentPool(site, updated) };
        },
      });
    },
  },
];
