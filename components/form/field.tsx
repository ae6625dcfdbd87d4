import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Label } from "@/components/ui/label";
import { FieldNotes, notesOf, type Notes } from "./field-notes";

/** What the field hands to its control. */
export interface Control {
  id: string;
  required: boolean | undefined;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

interface Props extends Notes {
  id: string;
  label: string;
  required?: boolean;
  className?: string;
  children: (control: Control) => ReactNode;
}

export function Field({ id, label, hint, error, required, className, children }: Props) {
  return (
    <div className={cn("grid content-start gap-1.5", className)}>
      <Label htmlFor={id} required={required}>
        {label}
      </Label>
      {children({
        id,
        required,
        "aria-describedby": notesOf(id, { hint, error }),
        "aria-invalid": error ? true : undefined,
      })}
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  );
}
