"use client";

import { useActionState } from "react";
import { DetailsFields } from "@/components/details/details-fields";
import { Form, FormActions } from "@/components/form/form";
import type { FormState } from "@/components/form/state";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { ButtonLink } from "@/components/ui/button";
import { update } from "../../actions";

export function PoolForm({ id, initial }: { id: string; initial: FormState }) {
  const [state, action] = useActionState(update, initial);
  return (
    <Form state={state} action={action}>
      <input type="hidden" name="id" value={id} />
      {["revision", "base"].map((name) => (
        <input key={name} type="hidden" name={name} value={state.typed[name] ?? ""} readOnly />
      ))}
      <TextField name="displayName" label="Name" required maxLength={64} />
      <DetailsFields
        state={state}
        creditsHint="Changed credits count from the next renewal: today's balance stays as it is."
      />
      <FormActions>
        <SubmitButton pending="Saving…">Save pool</SubmitButton>
        <ButtonLink href={`/pools/${id}`} variant="ghost">
          Cancel
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
