import { urlOf } from "@/components/ui/href";
import { TextLink } from "@/components/ui/text-link";
import { shortId } from "@/lib/format";
import { Id } from "./id";

const nouns: Record<string, { noun: string; path: string | null }> = {
  attempts: { noun: "Attempt", path: "/audit" },
  "pool-definitions": { noun: "Pool definition", path: "/pool-definitions" },
  pools: { noun: "Pool", path: "/pools" },
  "program-definitions": { noun: "Program definition", path: "/program-definitions" },
  programs: { noun: "Program", path: "/programs" },
  users: { noun: "User", path: null },
};

interface Props {
  kind: string | null;
  id: string | null;
  /** What it was called; its id is shown where that is not known. */
  name?: string | undefined;
}

/** What something was about: the noun and its name or id, with a link where there is a page. */
export function SubjectLink({ kind, id, name }: Props) {
  // What was never made has no id.
  if (!kind || !id) return name ?? <span className="text-muted-foreground">–</span>;
  const { noun, path } = nouns[kind] ?? { noun: kind, path: null };
  return (
    <span>
      {noun}{" "}
      {path ? (
        <TextLink href={urlOf(`${path}/${id}`)} className={name ? "" : "font-mono"} title={id}>
          {name ?? shortId(id)}
        </TextLink>
      ) : (
        (name ?? <Id value={id} />)
      )}
    </span>
  );
}

/** The noun of a subject, for people. */
export function nounOf(kind: string): string {
  return nouns[kind]?.noun ?? kind;
}
