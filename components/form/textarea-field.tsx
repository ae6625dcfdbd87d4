"use client";

import type { ReactNode } from "react";
import { Textarea } from "@/components/ui/textarea";
import { Field } from "./field";
import { useTyped } from "./use-typed";

interface Props {
  name: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
  rows?: number;
  maxLength?: number;
  placeholder?: string;
  defaultValue?: string;
  className?: string;
}

export function TextareaField(props: Props) {
  const { name, label, hint, required, defaultValue, className, ...native } = props;
  const { id, value, error } = useTyped(name);
  return (
    <Field {...{ id, label, hint, error, required, className }}>
      {(control) => (
        <Textarea {...native} {...control} name={name} defaultValue={value ?? defaultValue} />
      )}
    </Field>
  );
}
