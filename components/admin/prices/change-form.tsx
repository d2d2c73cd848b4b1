"use client";

import { useActionState } from "react";
import { Field, fieldAria } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { inputClass } from "../control-class";
import { FormAnswer } from "../settle/form-answer";
import { FRESH, type FormAction } from "../settle/form-state";

export interface ChangeTexts {
  effect: string;
  reason: string;
  reasonHint: string;
  from: string;
  fromHint: string;
  /** Asked where something sells below cost. */
  confirm: string | null;
  submit: string;
  pending: string;
}

/** Why and from when, and the button that makes the version. Works without scripts; what was typed stays. */
export function ChangeForm({
  action,
  fields,
  texts,
}: {
  action: FormAction;
  /** Hidden: the change itself, and what it was made from. */
  fields: Record<string, string>;
  texts: ChangeTexts;
}) {
  const [state, send] = useActionState(action, FRESH);
  const { typed } = state;
  return (
    <form action={send} className="grid max-w-[34rem] gap-4">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p className="text-sm text-ink-2">{texts.effect}</p>
      <Field id="reason" label={texts.reason} hint={texts.reasonHint}>
        <textarea
          {...fieldAria("reason", { hint: texts.reasonHint })}
          name="reason"
          rows={2}
          required
          maxLength={2000}
          defaultValue={typed["reason"]}
          className={`${inputClass} py-2`}
        />
      </Field>
      <Field id="starts" label={texts.from} hint={texts.fromHint}>
        <input
          {...fieldAria("starts", { hint: texts.fromHint })}
          type="datetime-local"
          name="starts"
          defaultValue={typed["starts"]}
          className={`${inputClass} max-w-[16rem]`}
        />
      </Field>
      {texts.confirm && (
        <label className="flex min-h-8 items-center gap-2.5 text-sm font-semibold">
          <input
            type="checkbox"
            name="confirmed"
            value="1"
            defaultChecked={typed["confirmed"] === "1"}
            className="size-5 flex-none accent-ink"
          />
          {texts.confirm}
        </label>
      )}
      <FormAnswer state={state} />
      <SubmitButton pending={texts.pending}>{texts.submit}</SubmitButton>
    </form>
  );
}
