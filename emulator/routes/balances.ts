import { z } from "zod";
import { cursorPage, fieldRules, pagingIn, pagingOf, queryPage } from "../query";
import { guid, optional } from "../shapes";
import { presentBalance } from "../state/balances";
import { found } from "../state/site";
import { parse } from "../validation";
import type { QueryParameters } from "../wire";
import { idOf, type Route } from "./route";

const base = "/benefit-programs/v1/balances";

const listRequest = z.object({
  poolIds: optional(z.array(guid).max(100)),
  cursorPaging: pagingOf(100),
});

/** A list is a query by id: only its cursor, never a caller, brings a filter. */
const listSpec = {
  name: "balances.list",
  rules: fieldRules({ all: ["id", "createdDate"] }),
  limitMax: 100,
};

const querySpec = {
  name: "balances",
  rules: fieldRules({
    all: ["id", "createdDate", "beneficiary.memberId", "beneficiary.wixUserId"],
  }),
  limitMax: 100,
};

export const balanceRoutes: Route[] = [
  {
    method: "balances.queryBalances",
    verb: "POST",
    path: `${base}/query`,
    answer({ site, body }) {
      const { items, metadata } = queryPage(site, site.balances, querySpec, body);
      return { balances: items.map((balance) => presentBalance(site, balance)), metadata };
    },
  },
  {
    method: "balances.listBalances",
    verb: "GET",
    path: base,
    answer({ site, query }) {
      const { poolIds, cursorPaging } = parse(listRequest, listParameters(query));
      const page = cursorPage(site, site.balances, listSpec, {
        filter: poolIds && { id: { $in: poolIds } },
        paging: cursorPaging,
        cursorField: "cursorPaging.cursor",
      });
      const balances = page.items.map((balance) => presentBalance(site, balance));
      return { balances, metadata: page.metadata };
    },
  },
  {
    method: "balances.getBalance",
    verb: "GET",
    path: `${base}/:id`,
    answer(call) {
      const id = idOf(call, "poolId");
      return { balance: presentBalance(call.site, found(call.site, call.site.balances, id)) };
    },
  },
];

function listParameters(query: QueryParameters) {
  return {
    poolIds: query.many("poolIds"),
    cursorPaging: pagingIn(query),
  };
}
