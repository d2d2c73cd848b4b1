"use client";

import { useActionState } from "react";
import { Field, fieldAria } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { inputClass } from "../control-class";
import { FormAnswer } from "../settle/form-answer";
import { FRESH, type FormAction } from "../settle/form-state";

/** Which verb, and why. Works without scripts; what was typed stays. */
export function MendForm({
  id,
  action,
  verbs,
  texts,
}: {
  /** Of the break. */
  id: string;
  action: FormAction;
  verbs: { verb: string; text: string }[];
  texts: { verb: string; note: string; hint: string; button: string; pending: string };
}) {
  const [state, send] = useActionState(action, FRESH);
  const [verbId, noteId] = [`verb-${id}`, `note-${id}`];
  return (
    <form action={send} className="grid content-start gap-3">
      <input type="hidden" name="break" value={id} />
      <Field id={verbId} label={texts.verb}>
        <select {...fieldAria(verbId, {})} name="verb" className={inputClass}>
          {verbs.map(({ verb, text }) => (
            <option key={verb} value={verb}>
              {text}
            </option>
          ))}
        </select>
      </Field>
      <Field id={noteId} label={texts.note} hint={texts.hint}>
        <textarea
          {...fieldAria(noteId, { hint: texts.hint })}
          name="note"
          rows={2}
          required
          maxLength={2000}
          defaultValue={state.typed["note"]}
          className={`${inputClass} py-2`}
        />
      </Field>
      <SubmitButton tone="quiet" pending={texts.pending}>
        {texts.button}
      </SubmitButton>
      <FormAnswer state={state} />
    </form>
  );
}
