"use client";

import { useActionState, useEffect, useRef } from "react";
import { Field, fieldAria, inputClass } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export interface PromoState {
  failure: { text: string } | null;
  typed: string;
}

/** Where a promo code is typed; folded away until it is wanted, open again when one was refused. */
export function PromoForm({
  action,
  fields,
  texts,
}: {
  action: (state: PromoState, form: FormData) => Promise<PromoState>;
  /** Hidden fields: `checkout` and `locale`. */
  fields: Record<string, string>;
  texts: { summary: string; label: string; button: string; pending: string };
}) {
  const [{ failure, typed }, send] = useActionState(action, { failure: null, typed: "" });
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (failure) input.current?.focus();
  }, [failure]);
  return (
    <details open={failure !== null || undefined} className="text-sm">
      <summary className="link inline-flex min-h-12 list-none items-center [&::-webkit-details-marker]:hidden">
        {texts.summary}
      </summary>
      <form action={send} noValidate className="pt-1">
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Field id="code" label={texts.label} error={failure?.text}>
          <div className="flex flex-wrap gap-2">
            <input
              ref={input}
              name="code"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={40}
              autoFocus={failure !== null}
              defaultValue={typed}
              className={`${inputClass} min-w-32 flex-1 uppercase`}
              {...fieldAria("code", { error: failure?.text })}
            />
            <SubmitButton tone="quiet" pending={texts.pending}>
              {texts.button}
            </SubmitButton>
          </div>
        </Field>
      </form>
    </details>
  );
}
