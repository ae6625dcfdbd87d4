import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

export interface Notes {
  hint?: ReactNode;
  error?: string;
}

/** The ids for `aria-describedby`: the error first, it is what matters now. */
export function notesOf(id: string, { hint, error }: Notes): string | undefined {
  const ids = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

export function FieldNotes({ id, hint, error }: Notes & { id: string }) {
  return (
    <>
      {error && (
        <p id={`${id}-error`} className="flex gap-1.5 text-compact text-danger">
          <Icon name="circle-alert" className="mt-0.75 size-3.5 shrink-0" />
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-compact text-muted-foreground">
          {hint}
        </p>
      )}
    </>
  );
}
