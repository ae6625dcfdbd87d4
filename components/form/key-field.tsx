"use client";

import { CheckboxField } from "./checkbox-field";
import type { FormState } from "./state";
import { TextField } from "./text-field";

interface Props {
  state: FormState;
  hint: string;
  required?: boolean;
}

/** A business key; when it is taken, the offer to use it again as its next generation. */
export function KeyField({ state, hint, required }: Props) {
  const next = state.typed.nextGeneration;
  return (
    <div className="grid gap-3">
      <TextField
        name="businessKey"
        label="Key"
        hint={hint}
        required={required}
        maxLength={100}
        mono
        spellCheck={false}
      />
      {next && (
        <>
          <input type="hidden" name="nextGeneration" value={next} />
          <input type="hidden" name="nextGenerationOf" value={state.typed.nextGenerationOf} />
          <CheckboxField
            name="useNextGeneration"
            label={`Use the key “${state.typed.nextGenerationOf}” again, as generation ${next}`}
            hint="The earlier one keeps the key too; both are found by it."
          />
        </>
      )}
    </div>
  );
}
