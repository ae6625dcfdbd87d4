import { z } from "zod";
import { Refusal } from "./refusal";
import { optional } from "./shapes";
import type { Site } from "./state/site";

/** typings: every bulk request takes 1 to 100 items. assumed (bulk-field-rules): one that breaks a rule refuses them all. */
export const bulkOf = <S extends z.ZodType>(item: S) => z.array(item).min(1).max(100);

/** typings: whether the answer carries the entities; false when it is not said. */
export const returnEntity = optional(z.boolean());

interface Bulk<R> {
  items: readonly R[];
  returnEntity?: boolean;
  /** The id that is told also when the item is refused; none for what is being created. */
  idOf?: (item: R) => string | undefined;
  /** Does one item. What it throws takes back this item alone. */
  act: (item: R) => Done;
}

/** `entity` is as the API shows it; made only when the caller wants it. */
interface Done {
  id?: string;
  entity?: () => object;
}

interface Result {
  itemMetadata: {
    id?: string;
    originalIndex: number;
    success: boolean;
    error?: { code: string; description: string; data?: Record<string, unknown> };
  };
  item?: object;
}

/**
 * typings: one result for each item, in their order, each on its own; `item` only with returnEntity.
 * assumed (bulk-item-error): the code of a refusal that has none.
 */
export function bulk<R>(site: Site, request: Bulk<R>) {
  const results = request.items.map((item, index) => resultOf(site, request, item, index));
  const totalSuccesses = results.filter(({ itemMetadata }) => itemMetadata.success).length;
  const totalFailures = results.length - totalSuccesses;
  return {
    results,
    bulkActionMetadata: { totalSuccesses, totalFailures, undetailedFailures: 0 },
  };
}

function resultOf<R>(site: Site, request: Bulk<R>, item: R, originalIndex: number): Result {
  const id = request.idOf?.(item);
  try {
    const done = site.store.attempt(() => request.act(item));
    const itemMetadata = { id: done.id ?? id, originalIndex, success: true };
    const entity = request.returnEntity ? done.entity?.() : undefined;
    return entity ? { itemMetadata, item: entity } : { itemMetadata };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const itemMetadata = { id, originalIndex, success: false, error: errorOf(site, error) };
    return { itemMetadata };
  }
}

const names: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  409: "ABORTED",
  428: "FAILED_PRECONDITION",
};

function errorOf(site: Site, { status, message, details }: Refusal) {
  if (details.applicationError) return details.applicationError;
  const number = String(status);
  const code = site.assumes("bulk-item-error", "number") ? number : (names[status] ?? number);
  const { fieldViolations } = details.validationError ?? {};
  return { code, description: message, ...(fieldViolations ? { data: { fieldViolations } } : {}) };
}
