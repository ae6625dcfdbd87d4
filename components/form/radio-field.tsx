"use client";

import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { labelClass } from "@/components/ui/label";
import { RadioCards, type RadioOption } from "@/components/ui/radio-cards";
import { FieldNotes, notesOf } from "./field-notes";
import { useTyped } from "./use-typed";

interface Props {
  name: string;
  label: string;
  options: readonly RadioOption[];
  hint?: ReactNode;
  required?: boolean;
  defaultValue?: string;
  className?: string;
}

export function RadioField(props: Props) {
  const { name, label, options, hint, required, defaultValue, className } = props;
  const { id, value, error } = useTyped(name);
  const chosen = value ?? defaultValue;
  return (
    <fieldset
      aria-describedby={notesOf(id, { hint, error })}
      className={cn("grid min-w-0 content-start gap-2", className)}
    >
      <legend className={cn(labelClass(required), "mb-1.5")}>{label}</legend>
      <FieldNotes id={id} hint={hint} error={error} />
      <RadioCards
        key={chosen}
        name={name}
        options={options}
        defaultValue={chosen}
        required={required}
        invalid={error !== undefined}
        firstId={id}
      />
    </fieldset>
  );
}
