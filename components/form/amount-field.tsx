"use client";

import type { ReactNode } from "react";
import { Input } from "@/components/ui/input";
import { cn } from "@/components/ui/cn";
import { Field } from "./field";
import { useTyped } from "./use-typed";

interface Props {
  name: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
  /** Shown inside the field, after the number. */
  unit?: string;
  placeholder?: string;
  defaultValue?: string;
  className?: string;
}

// Not type="number": that rounds, turns with the mouse wheel and hides what it cannot read.
export function AmountField(props: Props) {
  const { name, label, hint, required, unit, placeholder, defaultValue, className } = props;
  const { id, value, error } = useTyped(name);
  return (
    <Field {...{ id, label, hint, error, required, className }}>
      {(control) => (
        <span className="relative block">
          <Input
            {...control}
            name={name}
            inputMode="decimal"
            autoComplete="off"
            placeholder={placeholder}
            defaultValue={value ?? defaultValue}
            aria-describedby={cn(control["aria-describedby"], unit && `${id}-unit`) || undefined}
            className={cn("tabular-nums", unit && "pe-20")}
          />
          {unit && (
            <span
              id={`${id}-unit`}
              className="pointer-events-none absolute inset-y-0 end-3 flex max-w-16 items-center text-muted-foreground"
            >
              <span className="truncate">{unit}</span>
            </span>
          )}
        </span>
      )}
    </Field>
  );
}
