import "server-only";
import { notFound } from "next/navigation";
import { findAttempt, listAttempts, type AttemptFilter } from "@/lib/audit/read";
import { readers } from "@/lib/auth/roles";
import { listUserNames } from "@/lib/auth/users";
import { isLongInDoubt } from "@/lib/operations/claim";
import { namedWithSubject } from "@/lib/operations/history";
import { query } from "@/lib/operations/query";
import { registry } from "@/lib/operations/registry";
import { filterIds, toGuid } from "@/lib/wix/guid";

/** The choices of the filter: what can be done here. */
export const operations = registry()
  .map((operation) => operation.name)
  .sort();

const nothing = { items: [], next: null, prev: null, isCursorBad: false };

/** A page of attempts, and the choices of the filters: no request to Wix. */
export const readAudit = query(
  readers,
  async (_, { aboutId, ...filter }: AttemptFilter, limit: number, cursor: string | undefined) => {
    const ids = filterIds({ aboutId });
    const [page, users] = await Promise.all([
      ids ? listAttempts({ ...filter, ...ids }, limit, cursor) : nothing,
      listUserNames(),
    ]);
    return { ...page, items: await namedWithSubject(page.items), users };
  },
);

/** One attempt with all its entries: no request to Wix. */
export const readAttempt = query(readers, async ({ actor }, id: string) => {
  const found = await findAttempt(toGuid(id));
  if (!found) notFound();
  const [[withNames], isLong] = await Promise.all([
    namedWithSubject([found]),
    isLongInDoubt(found.id),
  ]);
  return {
    ...found,
    actorName: withNames?.actorName ?? "",
    subjectName: withNames?.subjectName,
    isLongInDoubt: isLong,
    canErase: actor.role === "owner" && found.entries.some((entry) => entry.content !== null),
  };
});
