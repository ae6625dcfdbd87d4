"use client";

import type { ReactNode } from "react";
import { Input } from "@/components/ui/input";
import { Field } from "./field";
import { useTyped } from "./use-typed";

interface Props {
  name: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
  placeholder?: string;
  defaultValue?: string;
  className?: string;
}

// Not type="number": that rounds, turns with the mouse wheel and hides what it cannot read.
export function AmountField(props: Props) {
  const { name, label, hint, required, placeholder, defaultValue, className } = props;
  const { id, value, error } = useTyped(name);
  return (
    <Field {...{ id, label, hint, error, required, className }}>
      {(control) => (
        <Input
          {...control}
          name={name}
          inputMode="decimal"
          autoComplete="off"
          placeholder={placeholder}
          defaultValue={value ?? defaultValue}
          className="tabular-nums"
        />
      )}
    </Field>
  );
}
