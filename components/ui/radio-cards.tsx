import { useId } from "react";
import { cn } from "./cn";

export interface RadioOption {
  value: string;
  title: string;
  description?: string;
  disabled?: boolean;
}

interface Props {
  name: string;
  options: readonly RadioOption[];
  defaultValue?: string;
  required?: boolean;
  invalid?: boolean;
  /** The id of the first radio, so that a list of errors can link to the group. */
  firstId?: string;
}

export function RadioCards({ name, options, defaultValue, required, invalid, firstId }: Props) {
  const group = useId();
  return (
    <div className="grid gap-2">
      {options.map((option, place) => (
        <label
          key={option.value}
          className={cn(
            "flex gap-3 rounded-lg border bg-surface p-3 has-checked:border-accent has-checked:bg-accent-soft",
            "hover:border-control has-disabled:opacity-60",
            "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
            invalid && "border-danger",
          )}
        >
          <input
            type="radio"
            id={place === 0 ? firstId : undefined}
            name={name}
            value={option.value}
            defaultChecked={option.value === defaultValue}
            required={required}
            disabled={option.disabled}
            aria-describedby={option.description && `${group}-${option.value}-about`}
            aria-labelledby={`${group}-${option.value}-title`}
            className={cn(
              "mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-control bg-surface",
              "outline-none checked:border-5 checked:border-accent forced-colors:appearance-auto",
            )}
          />
          <span className="grid gap-0.5">
            <span id={`${group}-${option.value}-title`} className="font-medium">
              {option.title}
            </span>
            {option.description && (
              <span
                id={`${group}-${option.value}-about`}
                className="text-compact text-muted-foreground"
              >
                {option.description}
              </span>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}
