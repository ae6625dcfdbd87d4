"use client";

import { useActionState, type FormEvent, type ReactNode } from "react";
import { Form, FormActions } from "@/components/form/form";
import { KeyField } from "@/components/form/key-field";
import { RadioField } from "@/components/form/radio-field";
import { SelectField } from "@/components/form/select-field";
import type { FormState } from "@/components/form/state";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { Named } from "@/components/page/member-name";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { Member } from "@/lib/wix/members";
import { provision } from "../actions";
import { nameMax, type Source } from "./sources";

interface Props {
  member: Member;
  sources: readonly Source[];
  initial: FormState;
}

const words = {
  "program-definitions": { group: "Program definitions", one: "program definition" },
  "pool-definitions": { group: "Single pool definitions", one: "single pool definition" },
};

const statuses = [
  { value: "ACTIVE", title: "Active", description: "The member can use the credits at once." },
  {
    value: "PAUSED",
    title: "Paused",
    description:
      "The credits are there; they can be used when the program is resumed. That is done in Wix: not here yet.",
  },
];

export function ProvisionForm({ member, sources, initial }: Props) {
  const [state, action] = useActionState(provision, initial);
  return (
    <Form state={state} action={action}>
      <input type="hidden" name="memberId" value={member.id} />
      <Card
        title="Member"
        actions={
          <ButtonLink href="/programs/new" size="sm">
            Choose another
          </ButtonLink>
        }
      >
        <Named member={member} />
      </Card>
      <NamesProgram sources={sources}>
        <SelectField
          name="from"
          label="What to provision"
          hint="A pool definition that is part of a program definition is provisioned through it."
          placeholder="Choose one"
          required
          groups={sources.map(({ kind, options }) => ({ label: words[kind].group, options }))}
        />
      </NamesProgram>
      {sources.map(
        ({ kind, isCut }) =>
          isCut && (
            <TextField
              key={kind}
              name={`older:${kind}`}
              label={`…or the id of another ${words[kind].one}`}
              hint="The list shows the newest ones; an id given here is used instead."
              mono
            />
          ),
      )}
      <TextField
        name="displayName"
        label="Name of the program"
        hint="Members see it."
        required
        maxLength={nameMax}
      />
      <KeyField
        state={state}
        hint="Your own name for this enrolment, such as order-1001. The same key never makes two programs."
        required
      />
      <RadioField name="status" label="Begins as" options={statuses} defaultValue="ACTIVE" />
      <FormActions>
        <SubmitButton pending="Provisioning…">Provision program</SubmitButton>
        <ButtonLink href="/programs" variant="ghost">
          Cancel
        </ButtonLink>
      </FormActions>
    </Form>
  );
}

/** Around the choice, which names the program, unless somebody gave it a name of its own. */
function NamesProgram({ sources, children }: Pick<Props, "sources"> & { children: ReactNode }) {
  const choices = sources.flatMap(({ options }) => options);
  function suggest({ target }: FormEvent) {
    if (!(target instanceof HTMLSelectElement)) return;
    const field = target.form?.elements.namedItem("displayName");
    if (!(field instanceof HTMLInputElement)) return;
    const isOwn = field.value !== "" && choices.every(({ name }) => name !== field.value);
    if (!isOwn) field.value = choices.find(({ value }) => value === target.value)?.name ?? "";
  }
  return <div onChange={suggest}>{children}</div>;
}
