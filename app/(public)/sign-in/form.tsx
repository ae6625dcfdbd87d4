"use client";

import { useActionState } from "react";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { signInWithPassword } from "./actions";

export function SignInForm({ next, formKey }: { next: string; formKey: string }) {
  const [state, action] = useActionState(signInWithPassword, {
    status: "idle",
    key: formKey,
    typed: { email: "" },
  });
  return (
    <Form state={state} action={action}>
      <input type="hidden" name="next" value={next} />
      <TextField
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- The page is for this alone, until it has an answer to read.
        autoFocus={state.status === "idle"}
        required
      />
      <TextField
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        required
      />
      <SubmitButton pending="Signing in…">Sign in</SubmitButton>
    </Form>
  );
}
