"use client";

import { useActionState } from "react";
import { Form, FormActions } from "@/components/form/form";
import { KeyField } from "@/components/form/key-field";
import type { FormState } from "@/components/form/state";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { ButtonLink } from "@/components/ui/button";
import { create } from "../actions";

export function ProgramDefinitionForm({ initial }: { initial: FormState }) {
  const [state, action] = useActionState(create, initial);
  return (
    <Form state={state} action={action}>
      <TextField
        name="displayName"
        label="Name"
        hint="Such as “Gold membership”."
        required
        maxLength={64}
      />
      <KeyField
        state={state}
        hint="Your own name for it, such as gold-2026: to find it again, and never to make it twice. Left empty, one is made."
      />
      <FormActions>
        <SubmitButton pending="Creating…">Create program definition</SubmitButton>
        <ButtonLink href="/program-definitions" variant="ghost">
          Cancel
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
