"use client";

import { useActionState } from "react";
import { Form, FormActions } from "@/components/form/form";
import { RadioField } from "@/components/form/radio-field";
import { SelectField, type SelectOption } from "@/components/form/select-field";
import type { FormState } from "@/components/form/state";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { ButtonLink } from "@/components/ui/button";
import { addPoolDefinition } from "../../actions";

const cascades = [
  {
    value: "IMMEDIATELY",
    title: "Now",
    description:
      "Every existing program of this definition gets the new pool at once, with its credits.",
  },
  {
    value: "NEXT_RENEWAL",
    title: "At the next renewal",
    description:
      "Existing programs get the new pool when they are renewed; new programs have it from the start.",
  },
  {
    value: "FUTURE_PROVISIONS",
    title: "New programs only",
    description:
      "Existing programs stay as they are. Only programs provisioned from now on have the pool.",
  },
];

interface Props {
  programDefinitionId: string;
  options: readonly SelectOption[];
  /** Whether there are more pool definitions than the list shows. */
  isCut: boolean;
  initial: FormState;
}

export function AddPoolDefinitionForm({ programDefinitionId, options, isCut, initial }: Props) {
  const [state, action] = useActionState(addPoolDefinition, initial);
  return (
    <Form state={state} action={action}>
      <input type="hidden" name="programDefinitionId" value={programDefinitionId} />
      <SelectField
        name="poolDefinitionId"
        label="Pool definition"
        options={options}
        placeholder="Choose one"
        required
      />
      {isCut && (
        <TextField
          name="olderId"
          label="…or the id of another one"
          hint="The list shows the newest ones; an id given here is used instead."
          mono
        />
      )}
      <RadioField
        name="cascade"
        label="When do existing programs get it?"
        options={cascades}
        required
      />
      <FormActions>
        <SubmitButton pending="Adding…">Add pool definition</SubmitButton>
        <ButtonLink href={`/program-definitions/${programDefinitionId}`} variant="ghost">
          Cancel
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
