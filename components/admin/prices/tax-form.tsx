"use client";

import { useActionState, type ReactNode } from "react";
import { Field, fieldAria } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { inputClass } from "../control-class";
import { FormAnswer } from "../settle/form-answer";
import { FRESH, type FormAction } from "../settle/form-state";

export interface TaxTexts {
  country: string;
  percent: string;
  percentHint: string;
  base: string;
  bases: Record<"price" | "margin", string>;
  reason: string;
  from: string;
  fromHint: string;
  submit: string;
  pending: string;
}

/** A rate of one country. Works without scripts; what was typed stays. */
export function TaxForm({
  action,
  fields,
  countries,
  texts,
}: {
  action: FormAction;
  /** Hidden: what it was made from. */
  fields: Record<string, string>;
  /** Options of the choice. */
  countries: ReactNode;
  texts: TaxTexts;
}) {
  const [state, send] = useActionState(action, FRESH);
  const { typed } = state;
  const select = (name: string, options: ReactNode) => (
    <select {...fieldAria(name, {})} name={name} defaultValue={typed[name]} className={inputClass}>
      {options}
    </select>
  );
  const input = (name: string, type: string, hint?: string) => (
    <input
      {...fieldAria(name, { hint })}
      name={name}
      type={type}
      required={name === "reason"}
      maxLength={2000}
      autoComplete="off"
      defaultValue={typed[name]}
      className={inputClass}
    />
  );
  return (
    <form action={send} className="grid max-w-[44rem] items-start gap-4 sm:grid-cols-2">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field id="country" label={texts.country}>
        {select("country", countries)}
      </Field>
      <Field id="percent" label={texts.percent} hint={texts.percentHint}>
        {input("percent", "text", texts.percentHint)}
      </Field>
      <Field id="base" label={texts.base}>
        {select(
          "base",
          (["price", "margin"] as const).map((value) => (
            <option key={value} value={value}>
              {texts.bases[value]}
            </option>
          )),
        )}
      </Field>
      <Field id="starts" label={texts.from} hint={texts.fromHint}>
        {input("starts", "datetime-local", texts.fromHint)}
      </Field>
      <Field id="reason" label={texts.reason}>
        {input("reason", "text")}
      </Field>
      <div className="grid gap-3 sm:col-span-2">
        <FormAnswer state={state} />
        <SubmitButton pending={texts.pending} className="justify-self-start">
          {texts.submit}
        </SubmitButton>
      </div>
    </form>
  );
}
