"use client";

import { useId, type ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { Button, buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select } from "@/components/ui/select";
import { guidPattern } from "@/lib/format";
import { searchWith, type SearchParams } from "./search-params";

interface FiltersProps {
  searchParams: SearchParams;
  /** The parameters that the filters set; all others but the cursor are kept. */
  names: readonly string[];
  children: ReactNode;
}

/**
 * A GET form: an address that can be sent to a colleague. A changed filter drops the cursor. Every list has as many
 * fields as there are ways to filter it, so that they come as data (ADR 7).
 */
export function Filters({ searchParams, names, children }: FiltersProps) {
  const kept = Object.entries(searchParams).filter(
    ([name]) => name !== "cursor" && !names.includes(name),
  );
  const isSet = names.some((name) => searchParams[name]);
  const none = Object.fromEntries(["cursor", ...names].map((name) => [name, undefined]));
  return (
    <search aria-label="Filters">
      <form
        method="get"
        ref={bindToAddress}
        // A new key, or the fields keep what was chosen when "Clear" brings the page without it.
        key={searchWith(searchParams, { cursor: undefined })}
        // On the way back the browser would fill in what was chosen then; what filters is in the address.
        autoComplete="off"
        className="group/filters grid grid-cols-2 items-start gap-3 sm:flex sm:flex-wrap"
      >
        {kept.flatMap(([name, value]) =>
          [value]
            .flat()
            .map((one) => <input key={`${name}=${one}`} type="hidden" name={name} value={one} />),
        )}
        {children}
        <div className="flex gap-2 group-has-[details[open]]/filters:col-span-2 group-has-[details[open]]/filters:pt-0 sm:pt-6.5">
          <Button type="submit" className="max-sm:grow">
            Apply
          </Button>
          {isSet && (
            <Link
              href={searchWith(searchParams, none)}
              className={buttonClass({ variant: "ghost" })}
            >
              Clear
            </Link>
          )}
        </div>
      </form>
    </search>
  );
}

/** What says nothing stays out of the address; and a page that the browser kept as it was left is as its address says. */
function bindToAddress(form: HTMLFormElement) {
  const leaveOutEmpty = ({ formData }: FormDataEvent) => {
    const empty = [...formData].flatMap(([name, value]) => (value === "" ? [name] : []));
    for (const name of empty) formData.delete(name);
  };
  const reset = ({ persisted }: PageTransitionEvent) => {
    if (persisted) form.reset();
  };
  form.addEventListener("formdata", leaveOutEmpty);
  window.addEventListener("pageshow", reset);
  return () => {
    form.removeEventListener("formdata", leaveOutEmpty);
    window.removeEventListener("pageshow", reset);
  };
}

interface SelectProps {
  name: string;
  label: string;
  value?: string;
  /** The line for "no filter". */
  any?: string;
  options: readonly { value: string; label: string }[];
}

export function FilterSelect({ name, label, value = "", any = "Any", options }: SelectProps) {
  const id = useId();
  return (
    <div className="grid min-w-0 gap-1.5 sm:min-w-40">
      <Label htmlFor={id}>{label}</Label>
      <Select id={id} name={name} defaultValue={value}>
        <option value="">{any}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </div>
  );
}

interface InputProps {
  name: string;
  label: string;
  value?: string;
  type?: "search" | "date";
  placeholder?: string;
}

export function FilterInput({ name, label, value = "", type = "search", placeholder }: InputProps) {
  const id = useId();
  return (
    <div className="col-span-2 grid gap-1.5 sm:min-w-40">
      <Label htmlFor={id}>{label}</Label>
      <Input id={id} type={type} name={name} defaultValue={value} placeholder={placeholder} />
    </div>
  );
}

/** An id. What cannot be one is said to be none, and nothing fits it. */
export function FilterId({ name, label, value = "" }: Omit<InputProps, "type" | "placeholder">) {
  const id = useId();
  const isNone = value !== "" && !guidPattern.test(value.trim());
  return (
    <div className="col-span-2 grid gap-1.5 sm:min-w-40">
      <Label htmlFor={id}>{label}</Label>
      <Input
        id={id}
        type="search"
        name={name}
        defaultValue={value}
        aria-invalid={isNone || undefined}
        aria-describedby={isNone ? `${id}-note` : undefined}
      />
      {isNone && (
        <p id={`${id}-note`} className="text-compact text-danger">
          This is not an id.
        </p>
      )}
    </div>
  );
}

/** Filters that are seldom needed; open when one of them is set, so that nothing filters unseen. */
export function MoreFilters({ isSet, children }: { isSet: boolean; children: ReactNode }) {
  return (
    <details
      open={isSet}
      className="group/more col-start-1 open:col-span-2 open:w-full sm:not-open:pt-6.5"
    >
      <summary className="inline-flex min-h-10 w-fit cursor-pointer items-center gap-1 rounded-sm text-compact font-medium text-muted-foreground hover:text-foreground sm:min-h-9">
        <Icon
          name="chevron-right"
          className="size-3.5 transition-transform group-open/more:rotate-90 rtl:-scale-x-100"
        />
        More filters
      </summary>
      <div className="grid grid-cols-2 items-start gap-3 pt-2 sm:flex sm:flex-wrap">{children}</div>
    </details>
  );
}
