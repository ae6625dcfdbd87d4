"use client";

import type { ReactNode } from "react";
import { Select } from "@/components/ui/select";
import { Field } from "./field";
import { useTyped } from "./use-typed";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface SelectGroup {
  label: string;
  options: readonly SelectOption[];
}

interface Props {
  name: string;
  label: string;
  options?: readonly SelectOption[];
  /** Options under headings; a group without options is left out. */
  groups?: readonly SelectGroup[];
  hint?: ReactNode;
  required?: boolean;
  /** The first line, for "nothing chosen"; sent as an empty string. */
  placeholder?: string;
  defaultValue?: string;
  className?: string;
}

export function SelectField(props: Props) {
  const {
    name,
    label,
    options = [],
    groups = [],
    hint,
    required,
    placeholder,
    defaultValue,
    className,
  } = props;
  const { id, value, error } = useTyped(name);
  const chosen = value ?? defaultValue ?? "";
  const isOffered = [...options, ...groups.flatMap((group) => group.options)].some(
    (option) => option.value === chosen,
  );
  return (
    <Field {...{ id, label, hint, error, required, className }}>
      {(control) => (
        // React forgets a select's default when it resets the form; a new key makes a new one.
        <Select key={chosen} {...control} name={name} defaultValue={chosen}>
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {/* What was chosen stays chosen, also when it is not on offer any more. */}
          {chosen !== "" && !isOffered && <option value={chosen}>{chosen}</option>}
          <Options items={options} />
          {groups.map((group) =>
            group.options.length === 0 ? null : (
              <optgroup key={group.label} label={group.label}>
                <Options items={group.options} />
              </optgroup>
            ),
          )}
        </Select>
      )}
    </Field>
  );
}

function Options({ items }: { items: readonly SelectOption[] }) {
  return items.map((option) => (
    <option key={option.value} value={option.value} disabled={option.disabled}>
      {option.label}
    </option>
  ));
}
