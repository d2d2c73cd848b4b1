"use client";

import { useActionState, useEffect, useRef } from "react";
import { Field, fieldAria, inputClass } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ProofState } from "./proof-state";

/** A few words to go with what was sent, and the button that makes the page for whoever gets it. */
export function ProofForm({
  action,
  fields,
  message,
  texts,
}: {
  action: (state: ProofState, form: FormData) => Promise<ProofState>;
  /** Hidden fields. */
  fields: Record<string, string>;
  /** As it stands on the page now. */
  message: string;
  texts: { message: string; hint: string; button: string; pending: string };
}) {
  const [state, send] = useActionState(action, { failure: null, message });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.failure) form.current?.querySelector("textarea")?.focus();
  }, [state]);
  const told = { hint: texts.hint, error: state.failure ?? undefined };
  return (
    <form ref={form} action={send} className="grid gap-3">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field id="proof-message" label={texts.message} {...told}>
        <textarea
          key={state.message}
          {...fieldAria("proof-message", told)}
          name="message"
          rows={2}
          maxLength={400}
          autoFocus={state.failure !== null}
          defaultValue={state.message}
          className={`${inputClass} py-3 font-normal`}
        />
      </Field>
      <SubmitButton tone="quiet" pending={texts.pending}>
        {texts.button}
      </SubmitButton>
    </form>
  );
}
