"use client";

import { useActionState } from "react";
import { DetailsFields } from "@/components/details/details-fields";
import { Form, FormActions } from "@/components/form/form";
import type { FormState } from "@/components/form/state";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { ButtonLink } from "@/components/ui/button";
import { create } from "../actions";

export function PoolDefinitionForm({ initial }: { initial: FormState }) {
  const [state, action] = useActionState(create, initial);
  return (
    <Form state={state} action={action}>
      <TextField
        name="displayName"
        label="Name"
        hint="Members see it as the name of their pool, such as “10 classes a month”."
        required
        maxLength={128}
      />
      <DetailsFields state={state} />
      <FormActions>
        <SubmitButton pending="Creating…">Create pool definition</SubmitButton>
        <ButtonLink href="/pool-definitions" variant="ghost">
          Cancel
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
