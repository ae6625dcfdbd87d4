"use client";

import { useActionState } from "react";
import { Form, FormActions } from "@/components/form/form";
import { RadioField } from "@/components/form/radio-field";
import type { FormState } from "@/components/form/state";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { TextareaField } from "@/components/form/textarea-field";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { erase, lookUp, settle } from "../actions";

interface Props {
  id: string;
  initial: FormState;
}

export function LookUpForm({ id, initial }: Props) {
  const [state, action] = useActionState(lookUp, initial);
  return (
    <Form state={state} action={action}>
      <input type="hidden" name="attemptId" value={id} />
      <div>
        <SubmitButton pending="Looking…" variant="secondary">
          Look it up in Wix now
        </SubmitButton>
      </div>
    </Form>
  );
}

export function EraseForm({ id, initial }: Props) {
  const [state, action] = useActionState(erase, initial);
  return (
    <details open={state.status !== "idle"} className="grid gap-4">
      <summary className={`${buttonClass({ size: "sm" })} w-fit list-none`}>
        Erase personal data
      </summary>
      <div className="pt-4">
        <Card
          title="This cannot be undone"
          description="Input, before, after, errors and notes of all entries above are taken away; the entries themselves and the chain stay."
        >
          <Form state={state} action={action}>
            <input type="hidden" name="attemptId" value={id} />
            <TextareaField name="note" label="Why?" required maxLength={500} />
            <FormActions>
              <SubmitButton pending="Erasing…" variant="danger">
                Erase for good
              </SubmitButton>
            </FormActions>
          </Form>
        </Card>
      </div>
    </details>
  );
}

const findings = [
  { value: "yes", title: "It happened", description: "Wix shows what this attempt wanted." },
  {
    value: "no",
    title: "It did not happen",
    description: "Wix shows no trace of it; a key that it held is free again.",
  },
];

export function SettleForm({ id, initial }: Props) {
  const [state, action] = useActionState(settle, initial);
  return (
    <Form state={state} action={action} className="border-t pt-6">
      <input type="hidden" name="attemptId" value={id} />
      <RadioField name="wasDone" label="What did you find in Wix?" options={findings} required />
      <TextField
        name="wixId"
        label="Id in Wix"
        hint="Of what it made or changed, if it happened. Needed where the attempt holds a key."
        mono
      />
      <TextareaField name="note" label="How do you know?" required maxLength={500} />
      <FormActions>
        <SubmitButton pending="Settling…">Settle by hand</SubmitButton>
      </FormActions>
    </Form>
  );
}
