"use client";

import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { FieldNotes, notesOf } from "./field-notes";
import { useTicked, useTyped } from "./use-typed";

interface Props {
  name: string;
  label: string;
  hint?: ReactNode;
  /** As long as the form is new. */
  defaultChecked?: boolean;
  className?: string;
}

/** Sends "on" when ticked, nothing when not. */
export function CheckboxField({ name, label, hint, defaultChecked = false, className }: Props) {
  const { id, error } = useTyped(name);
  const ticked = useTicked(name, defaultChecked);
  return (
    <div className={cn("grid content-start gap-0.5", className)}>
      <label className="flex min-h-6 w-fit items-center gap-2.5 font-medium max-sm:min-h-10">
        <Checkbox
          key={String(ticked)}
          id={id}
          name={name}
          defaultChecked={ticked}
          aria-describedby={notesOf(id, { hint, error })}
          aria-invalid={error ? true : undefined}
        />
        {label}
      </label>
      <div className="grid gap-0.5 ps-6.5">
        <FieldNotes id={id} hint={hint} error={error} />
      </div>
    </div>
  );
}
