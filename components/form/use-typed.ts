"use client";

import { createContext, use } from "react";
import type { FormState } from "./state";

/** The state of the form around a field. */
export const FormContext = createContext<FormState>({ status: "idle", key: "", typed: {} });

export interface TypedField {
  id: string;
  /** What was typed, or what the form began with; undefined where the state knows nothing. */
  value: string | undefined;
  error: string | undefined;
}

/** A field's id, typed value and error in the form around it. */
export function useTyped(name: string): TypedField {
  const state = use(FormContext);
  return {
    id: fieldId(name),
    value: state.typed[name],
    error: state.status === "invalid" ? state.fields[name] : undefined,
  };
}

/**
 * Whether a box is ticked. A form sends nothing for an empty box, so after a submit a missing name
 * means "empty", and before it means "as the form began".
 */
export function useTicked(name: string, atFirst: boolean): boolean {
  const state = use(FormContext);
  const value = state.typed[name];
  if (value !== undefined) return value === "on";
  return state.status === "idle" && atFirst;
}

export function fieldId(name: string): string {
  return `field-${name}`;
}
