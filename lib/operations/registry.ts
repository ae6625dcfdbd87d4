import "server-only";
import type { Operation } from "./operation";
import { eraseAttempt, settleByHand } from "./attempts";
import { lookUpAttempt } from "./look-up";
import { addPoolDefinitionToProgramDefinition, createPoolDefinition } from "./pool-definitions";
import { updatePool } from "./pools";
import { createProgramDefinition } from "./program-definitions";
import { provisionProgram } from "./programs";
import { addUser, disableUser, enableUser, setPassword } from "./users";

/**
 * Every operation: what the reconciler settles, and what the permission matrix is tested on. Made when it is asked for:
 * to look an attempt up is itself one of them.
 */
export const registry = (): readonly Operation<unknown, unknown>[] => [
  createPoolDefinition,
  addPoolDefinitionToProgramDefinition,
  createProgramDefinition,
  provisionProgram,
  updatePool,
  addUser,
  setPassword,
  disableUser,
  enableUser,
  lookUpAttempt,
  settleByHand,
  eraseAttempt,
];

/** The operation of this name; undefined for one of an older version. */
export function findOperation(name: string): Operation<unknown, unknown> | undefined {
  return registry().find((operation) => operation.name === name);
}
