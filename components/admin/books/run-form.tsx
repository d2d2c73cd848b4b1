"use client";

import { useActionState } from "react";
import { Field, fieldAria } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { inputClass } from "../control-class";
import { FormAnswer } from "../settle/form-answer";
import { FRESH, type FormAction } from "../settle/form-state";

/** Compares the books now, as far back as is chosen. Works without scripts. */
export function RunForm({
  action,
  texts,
}: {
  action: FormAction;
  texts: { days: string; choices: { days: number; text: string }[]; submit: string; pending: string };
}) {
  const [state, send] = useActionState(action, FRESH);
  return (
    <form action={send} className="grid max-w-[34rem] gap-3">
      <Field id="days" label={texts.days}>
        <select
          {...fieldAria("days", {})}
          name="days"
          defaultValue={state.typed["days"]}
          className={`${inputClass} max-w-[16rem]`}
        >
          {texts.choices.map(({ days, text }) => (
            <option key={days} value={days}>
              {text}
            </option>
          ))}
        </select>
      </Field>
      <FormAnswer state={state} />
      <SubmitButton tone="quiet" pending={texts.pending} className="justify-self-start">
        {texts.submit}
      </SubmitButton>
    </form>
  );
}
