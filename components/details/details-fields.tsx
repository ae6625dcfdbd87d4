"use client";

import { useCallback, useRef, type MouseEvent } from "react";
import { AmountField } from "@/components/form/amount-field";
import { CheckboxField } from "@/components/form/checkbox-field";
import { FieldRow } from "@/components/form/form";
import type { FormState } from "@/components/form/state";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { BenefitFields } from "./benefit-fields";
import { benefitAfter, benefitCount, benefitName, creditsField } from "./typed-details";

const benefitsMax = 10;

/** Credits and benefits, of a pool definition or of a pool. Without credits nothing is said of prices. */
export function DetailsFields({ state, creditsHint }: { state: FormState; creditsHint?: string }) {
  return (
    <div className="group/details grid gap-6 *:min-w-0">
      <Credits hint={creditsHint} />
      <Benefits state={state} />
    </div>
  );
}

function Benefits({ state }: { state: FormState }) {
  const count = benefitCount(state.typed);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- It listens to its buttons, which have keys.
    <section aria-labelledby="benefits" className="grid gap-4" {...useFocusOnNext(state)}>
      <div className="grid gap-0.5">
        <h2 id="benefits" className="font-semibold">
          Benefits
        </h2>
        <p className="text-muted-foreground">What a member can redeem.</p>
      </div>
      {Array.from({ length: count }, (_, index) => (
        <BenefitFields key={`${count}-${index}`} {...{ index, isOnly: count === 1, state }} />
      ))}
      {count < benefitsMax && (
        <div>
          <SubmitButton intent="add-benefit">
            <Icon name="plus" />
            Add a benefit
          </SubmitButton>
        </div>
      )}
    </section>
  );
}

/** When a benefit was added or removed, the focus goes to the name of the next one, else to "Add". */
function useFocusOnNext(state: FormState) {
  const pressed = useRef("");
  const onClick = ({ target }: MouseEvent) => {
    const button = target instanceof Element && target.closest("button");
    if (button) pressed.current = button.value;
  };
  const ref = useCallback(
    (section: HTMLElement | null) => {
      const index = benefitAfter(pressed.current, benefitCount(state.typed));
      // Another answer than the changed form has the focus itself.
      if (!section || state.status !== "idle" || index === null) return;
      pressed.current = "";
      const name = section.querySelector<HTMLElement>(
        `[name="${benefitName(index, "displayName")}"]`,
      );
      (name ?? section.querySelector<HTMLElement>("[value=add-benefit]"))?.focus();
    },
    [state],
  );
  return { ref, onClick };
}

function Credits({ hint }: { hint: string | undefined }) {
  const rollover = `${creditsField}.rolloverConfiguration`;
  return (
    <Card title="Credits" description={hint}>
      <div className="group/credits grid gap-6">
        <CheckboxField
          name={creditsField}
          label="Benefits cost credits"
          hint="Without credits the pool is unlimited, and its benefits have no price."
          defaultChecked
        />
        <div className="hidden gap-6 group-has-[[name='details.creditConfiguration']:checked]/credits:grid">
          <FieldRow>
            <AmountField
              name={`${creditsField}.amount`}
              label="Credits in each period"
              hint="What a member gets at the start, and again at each renewal."
              required
            />
            <TextField
              name={`${creditsField}.unitDisplayName`}
              label="Unit"
              hint="What members call a credit, such as “classes”."
              maxLength={32}
            />
          </FieldRow>
          <div className="group/rollover grid gap-4">
            <CheckboxField
              name={`${rollover}.enabled`}
              label="Unused credits roll over"
              hint="At a renewal, what is left is added to the new credits."
            />
            <div className="hidden group-has-[[name$='rolloverConfiguration.enabled']:checked]/rollover:block">
              <AmountField
                name={`${rollover}.balanceCap`}
                label="Roll over at most"
                hint="Leave it empty to roll over all that is left."
                className="sm:max-w-64"
              />
            </div>
          </div>
        </div>
      </div>
    </Card>
  );
}
