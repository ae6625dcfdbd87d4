import { answerQuery, fieldRules } from "../query";
import { found } from "../state/site";
import { presentTransaction } from "../state/transactions";
import { idOf, type Route } from "./route";

const base = "/benefit-programs/v1/transactions";

const fields = [
  "id",
  "createdDate",
  "beneficiary.memberId",
  "beneficiary.wixUserId",
  "correlationId",
  "details.item.id",
  "pool.id",
  "relatedTransactionId",
];

/** typings: `status` can be filtered by, not sorted by. */
const spec = {
  name: "transactions",
  rules: fieldRules({ all: [...fields, "status"], sortable: fields }),
  limitMax: 100,
};

export const transactionRoutes: Route[] = [
  {
    method: "transactions.queryTransactions",
    verb: "POST",
    path: `${base}/query`,
    answer({ site, body }) {
      return answerQuery(site, site.transactions, spec, body, presentTransaction);
    },
  },
  {
    method: "transactions.getTransaction",
    verb: "GET",
    path: `${base}/:id`,
    answer(call) {
      const id = idOf(call, "transactionId");
      return { transaction: presentTransaction(found(call.site, call.site.transactions, id)) };
    },
  },
];
