"use client";

import { AmountField } from "@/components/form/amount-field";
import { FieldRow } from "@/components/form/form";
import { SelectField } from "@/components/form/select-field";
import type { FormState } from "@/components/form/state";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { TextareaField } from "@/components/form/textarea-field";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { labelClass } from "@/components/ui/label";
import { appName, knownApps } from "./known-apps";
import { benefitName } from "./typed-details";

const providers = [
  ...knownApps.map((app) => ({ value: app.id as string, label: app.name })),
  { value: "other", label: "Another app…" },
];

/** The app of a benefit that Wix holds, which cannot be another. */
function HeldApp({ index, typed }: { index: number; typed: FormState["typed"] }) {
  const [app, id] = (["providerApp", "providerAppId"] as const).map((field) => {
    const name = benefitName(index, field);
    return { name, value: typed[name] ?? "" };
  });
  return (
    <div className="grid content-start gap-1.5">
      <p className={labelClass()}>Provider app</p>
      <p className="text-muted-foreground sm:py-2">
        {appName(app?.value ?? "") ?? <span className="font-mono wrap-anywhere">{id?.value}</span>}
      </p>
      {[app, id].map((one) => one && <input key={one.name} type="hidden" {...one} readOnly />)}
      <input type="hidden" name={benefitName(index, "isHeld")} value="on" readOnly />
    </div>
  );
}

/** One benefit. Its price is there while benefits cost credits: the box is in `DetailsFields`. */
export function BenefitFields(props: { index: number; isOnly: boolean; state: FormState }) {
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
          <div className="hidden group-has-[[name='details.creditConfiguration']:checked]/details:block">
            <AmountField name={name("price")} label="Price in credits" hint="Empty counts as 0." />
          </div>
          {isHeld ? (
            <HeldApp {...{ index, typed: state.typed }} />
          ) : (
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
      </div>
    </Card>
  );
}
