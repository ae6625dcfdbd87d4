"use client";

import { AmountField } from "@/components/form/amount-field";
import { CheckboxField } from "@/components/form/checkbox-field";
import { FieldRow } from "@/components/form/form";
import { SelectField } from "@/components/form/select-field";
import type { FormState } from "@/components/form/state";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { TextareaField } from "@/components/form/textarea-field";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { appName, knownApps } from "./known-apps";
import { benefitCount, benefitName, creditsField } from "./typed-details";

const benefitsMax = 10;

const providers = [
  ...knownApps.map((app) => ({ value: app.id as string, label: app.name })),
  { value: "other", label: "Another app…" },
];

/** Credits and benefits, of a pool definition or of a pool. */
export function DetailsFields({ state, creditsHint }: { state: FormState; creditsHint?: string }) {
  const count = benefitCount(state.typed);
  return (
    <>
      <Credits hint={creditsHint} />
      <section aria-labelledby="benefits" className="grid gap-4">
        <div className="grid gap-0.5">
          <h2 id="benefits" className="font-semibold">
            Benefits
          </h2>
          <p className="text-muted-foreground">What the credits can be spent on.</p>
        </div>
        {Array.from({ length: count }, (_, index) => (
          <Benefit key={`${count}-${index}`} {...{ index, isOnly: count === 1, state }} />
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
    </>
  );
}

function Credits({ hint }: { hint: string | undefined }) {
  const rollover = `${creditsField}.rolloverConfiguration`;
  return (
    <Card title="Credits" description={hint}>
      <div className="group/credits grid gap-6">
        <CheckboxField
          name={creditsField}
          label="Benefits cost credits"
          hint="Without credits the pool is unlimited, and no benefit can have a price."
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

/** The app of a benefit that Wix holds, which cannot be another. */
function HeldApp({ index, typed }: { index: number; typed: FormState["typed"] }) {
  const [app, id] = (["providerApp", "providerAppId"] as const).map((field) => {
    const name = benefitName(index, field);
    return { name, value: typed[name] ?? "" };
  });
  return (
    <p className="text-muted-foreground">
      Provided by {appName(app?.value ?? "") ?? <span className="font-mono">{id?.value}</span>}
      {[app, id].map((one) => one && <input key={one.name} type="hidden" {...one} readOnly />)}
      <input type="hidden" name={benefitName(index, "isHeld")} value="on" readOnly />
    </p>
  );
}

function Benefit(props: { index: number; isOnly: boolean; state: FormState }) {
  const { index, isOnly, state } = props;
  const name = (field: Parameters<typeof benefitName>[1]) => benefitName(index, field);
  const isHeld = state.typed[name("isHeld")] === "on";
  return (
    <Card
      title={`Benefit ${index + 1}`}
      actions={
        !isOnly && (
          <SubmitButton
            intent={`remove-benefit:${index}`}
            variant="ghost"
            size="sm"
            label={`Remove benefit ${index + 1}`}
          >
            <Icon name="trash" />
            Remove
          </SubmitButton>
        )
      }
    >
      <div className="group/benefit grid gap-6">
        <FieldRow>
          <TextField name={name("displayName")} label="Name" required maxLength={40} />
          <TextField
            name={name("benefitKey")}
            label="Key"
            hint={
              isHeld
                ? "Wix and other apps find the benefit by it, so it stays."
                : "Stays the same in every pool, such as group-class."
            }
            readOnly={isHeld}
            required
            maxLength={64}
            mono
            spellCheck={false}
          />
        </FieldRow>
        <TextareaField name={name("description")} label="Description" rows={2} maxLength={255} />
        <FieldRow>
          <AmountField name={name("price")} label="Price in credits" hint="Empty counts as 0." />
          {!isHeld && (
            <SelectField
              name={name("providerApp")}
              label="Provider app"
              hint="The app whose items it is redeemed for."
              options={providers}
              required
            />
          )}
        </FieldRow>
        {!isHeld && (
          <div className="hidden group-has-[option[value=other]:checked]/benefit:block">
            <TextField
              name={name("providerAppId")}
              label="GUID of the provider app"
              hint="From the app's dashboard in Wix."
              mono
              spellCheck={false}
              required
            />
          </div>
        )}
        {isHeld && <HeldApp {...{ index, typed: state.typed }} />}
      </div>
    </Card>
  );
}
