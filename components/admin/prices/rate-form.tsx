"use client";

import { useActionState } from "react";
import { Field, fieldAria } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { inputClass } from "../control-class";
import { FormAnswer } from "../settle/form-answer";
import { FRESH, type FormAction } from "../settle/form-state";

export interface RateTexts {
  currency: string;
  currencyHint: string;
  rate: string;
  rateHint: string;
  until: string;
  reason: string;
  confirm: string;
  submit: string;
  pending: string;
}

interface Input {
  name: string;
  label: string;
  hint?: string;
  type?: string;
  typed: Record<string, string>;
}

function TextInput({ name, label, hint, type = "text", typed }: Input) {
  return (
    <Field id={name} label={label} hint={hint}>
      <input
        {...fieldAria(name, { hint })}
        name={name}
        type={type}
        required
        maxLength={2000}
        autoComplete="off"
        defaultValue={typed[name]}
        className={inputClass}
      />
    </Field>
  );
}

/** A rate set by hand for a while. Works without scripts; what was typed stays. */
export function RateForm({
  action,
  seen,
  texts,
}: {
  action: FormAction;
  /** The rates by hand that the page shows. */
  seen: string;
  texts: RateTexts;
}) {
  const [state, send] = useActionState(action, FRESH);
  const { typed } = state;
  return (
    <form action={send} className="grid max-w-[44rem] gap-4 sm:grid-cols-2">
      <input type="hidden" name="seen" value={seen} />
      <TextInput name="currency" label={texts.currency} hint={texts.currencyHint} typed={typed} />
      <TextInput name="rate" label={texts.rate} hint={texts.rateHint} typed={typed} />
      <TextInput name="until" label={texts.until} type="datetime-local" typed={typed} />
      <TextInput name="reason" label={texts.reason} typed={typed} />
      <label className="flex min-h-8 items-center gap-2.5 text-sm sm:col-span-2">
        <input
          type="checkbox"
          name="confirmed"
          value="1"
          defaultChecked={typed["confirmed"] === "1"}
          className="size-5 flex-none accent-ink"
        />
        {texts.confirm}
      </label>
      <div className="grid gap-3 sm:col-span-2">
        <FormAnswer state={state} />
        <SubmitButton pending={texts.pending} className="justify-self-start">
          {texts.submit}
        </SubmitButton>
      </div>
    </form>
  );
}
