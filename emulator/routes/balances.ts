import { z } from "zod";
import { answerQuery, type Asked, cursorPage, fieldRules, pagingIn, pagingOf } from "../query";
import { guid, optional } from "../shapes";
import { type Balance, presentBalance } from "../state/balances";
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
      const present = (balance: Balance) => presentBalance(site, balance);
      return answerQuery(site, site.balances, querySpec, body, present);
    },
  },
  {
    method: "balances.listBalances",
    verb: "GET",
    path: base,
    answer({ site, query }) {
      const { items, metadata } = cursorPage(site, site.balances, listSpec, listAsked(query));
      return { balances: items.map((balance) => presentBalance(site, balance)), metadata };
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

function listAsked(query: QueryParameters): Asked {
  const parameters = { poolIds: query.many("poolIds"), cursorPaging: pagingIn(query) };
  const { poolIds, cursorPaging: paging } = parse(listRequest, parameters);
  return {
    filter: poolIds && { id: { $in: poolIds } },
    paging,
    cursorField: "cursorPaging.cursor",
  };
}
