"use client";

import { startTransition, useActionState, useEffect, useRef, type FormEvent, type ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { Field, fieldAria, inputClass } from "@/components/ui/field";
import { NOTHING_TYPED, REQUEST_INPUTS, type RequestInput, type RequestState } from "./request-state";

export type RequestTexts = Record<
  | "number"
  | "country"
  | "noCountry"
  | "amount"
  | "amountHint"
  | "name"
  | "nameHint"
  | "message"
  | "messageHint"
  | "submit"
  | "pending"
  | "stored",
  string
>;

/** Whose phone is to be topped up, and a few words: a plain form; scripts keep the page and move the focus to the first field that was refused. */
export function RequestForm({
  action,
  locale,
  countries,
  texts,
}: {
  action: (state: RequestState, form: FormData) => Promise<RequestState>;
  locale: string;
  /** Options of the countries. */
  countries: ReactNode;
  texts: RequestTexts;
}) {
  const [{ failures, typed }, send, pending] = useActionState(action, NOTHING_TYPED);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const first = REQUEST_INPUTS.find((name) => failures[name]);
    if (first) form.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
  }, [failures]);

  /** React would empty the form after its action; what was typed has to stay. */
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const filled = new FormData(event.currentTarget);
    if (!pending) startTransition(() => send(filled));
  }

  const told = (name: RequestInput, hint?: string) => ({ hint, error: failures[name] });
  const first = REQUEST_INPUTS.find((name) => failures[name]);
  const control = (name: RequestInput, hint?: string) => ({
    ...fieldAria(`request-${name}`, told(name, hint)),
    name,
    defaultValue: typed[name],
    // Without scripts nothing else moves the focus there.
    autoFocus: first === name,
    className: inputClass,
  });
  const field = (name: RequestInput, label: string, hint?: string) => ({
    id: `request-${name}`,
    label,
    ...told(name, hint),
  });
  return (
    <form ref={form} action={send} onSubmit={submit} className="grid gap-5" noValidate>
      <input type="hidden" name="locale" value={locale} />
      <Field {...field("number", texts.number)}>
        <input {...control("number")} type="tel" autoComplete="tel" dir="ltr" required maxLength={60} />
      </Field>
      <Field {...field("country", texts.country)}>
        <select key={typed.country} {...control("country")}>
          <option value="">{texts.noCountry}</option>
          {countries}
        </select>
      </Field>
      <Field {...field("amount", texts.amount, texts.amountHint)}>
        <input
          {...control("amount", texts.amountHint)}
          inputMode="decimal"
          autoComplete="off"
          maxLength={14}
        />
      </Field>
      <Field {...field("name", texts.name, texts.nameHint)}>
        <input {...control("name", texts.nameHint)} autoComplete="name" maxLength={60} />
      </Field>
      <Field {...field("message", texts.message, texts.messageHint)}>
        <textarea
          {...control("message", texts.messageHint)}
          rows={3}
          maxLength={400}
          className={`${inputClass} py-3 font-normal`}
        />
      </Field>
      <button type="submit" disabled={pending} className={`${buttonClass()} w-full`}>
        {pending ? texts.pending : texts.submit}
      </button>
      <p className="text-xs text-ink-3">{texts.stored}</p>
    </form>
  );
}
