"use client";

import type { ComponentProps, ReactNode } from "react";
import { Input } from "@/components/ui/input";
import { Field } from "./field";
import { useTyped } from "./use-typed";

type Native = Pick<
  ComponentProps<"input">,
  | "autoComplete"
  | "autoFocus"
  | "inputMode"
  | "maxLength"
  | "placeholder"
  | "readOnly"
  | "spellCheck"
  | "list"
>;

interface Props extends Native {
  name: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
  type?: "text" | "email" | "password" | "search" | "url";
  /** Where the form's state holds nothing for this name. */
  defaultValue?: string;
  /** Keys, ids, GUIDs: letters of one width. */
  mono?: boolean;
  className?: string;
}

export function TextField(props: Props) {
  const { name, label, hint, required, defaultValue, mono, className, ...native } = props;
  const { id, value, error } = useTyped(name);
  return (
    <Field {...{ id, label, hint, error, required, className }}>
      {(control) => (
        <Input
          {...native}
          {...control}
          name={name}
          defaultValue={value ?? defaultValue}
          className={mono ? "font-mono" : undefined}
        />
      )}
    </Field>
  );
}
