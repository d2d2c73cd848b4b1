"use client";

import { useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ButtonTone } from "@/components/ui/button";
import { Field, fieldAria } from "@/components/ui/field";
import { inputClass } from "../control-class";
import { FormAnswer } from "./form-answer";
import { FRESH, type FormAction } from "./form-state";

/** One thing staff do to an order, with a note where one is asked for. Works without scripts; what was typed stays. */
export function ActionForm({
  id,
  action,
  fields,
  tone = "quiet",
  texts,
}: {
  /** Unique on its page. */
  id: string;
  action: FormAction;
  /** Hidden fields. */
  fields: Record<string, string>;
  tone?: ButtonTone;
  /** `says`: what it will do, beforehand: to money, for one. */
  texts: { button: string; pending: string; note?: string; hint?: string; optional?: boolean; says?: string };
}) {
  const [state, send] = useActionState(action, FRESH);
  const { note, hint, says } = texts;
  return (
    <form action={send} className="grid gap-2">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {note && (
        <Field id={id} label={note} hint={hint}>
          <textarea
            {...fieldAria(id, { hint })}
            name="note"
            rows={3}
            required={!texts.optional}
            maxLength={2000}
            defaultValue={state.typed["note"]}
            className={`${inputClass} py-2`}
          />
        </Field>
      )}
      {says && (
        <p id={`${id}-says`} className="text-xs text-ink-2">
          {says}
        </p>
      )}
      <SubmitButton tone={tone} pending={texts.pending} describedBy={says && `${id}-says`}>
        {texts.button}
      </SubmitButton>
      <FormAnswer state={state} />
    </form>
  );
}
