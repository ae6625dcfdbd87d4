import { asyncJobRoutes } from "./async-jobs";
import { balanceRoutes } from "./balances";
import { bulkPoolDefinitionRoutes } from "./bulk-pool-definitions";
import { bulkPoolRoutes } from "./bulk-pools";
import { bulkItemRoutes } from "./bulk-items";
import { balanceChangeRoutes } from "./balance-changes";
import { benefitRoutes } from "./benefits";
import { itemRoutes } from "./items";
import { memberRoutes } from "./members";
import { oauthRoutes } from "./oauth";
import { poolDefinitionItemRoutes } from "./pool-definition-items";
import { poolDefinitionRoutes } from "./pool-definitions";
import { poolItemRoutes } from "./pool-items";
import { poolRoutes } from "./pools";
import { programDefinitionRoutes } from "./program-definitions";
import { programRoutes } from "./programs";
import { redirectRoutes } from "./redirects";
import type { Route } from "./route";
import { transactionRoutes } from "./transactions";

/** Every method that is emulated. */
export const routes: readonly Route[] = [
  ...programDefinitionRoutes,
  ...poolDefinitionRoutes,
  ...bulkPoolDefinitionRoutes,
  ...programRoutes,
  ...poolRoutes,
  ...bulkPoolRoutes,
  ...benefitRoutes,
  ...balanceRoutes,
  ...balanceChangeRoutes,
  ...transactionRoutes,
  ...itemRoutes,
  ...asyncJobRoutes,
  ...bulkItemRoutes,
  ...poolDefinitionItemRoutes,
  ...poolItemRoutes,
  ...memberRoutes,
  ...oauthRoutes,
  ...redirectRoutes,
];
