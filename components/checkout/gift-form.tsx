"use client";

import { startTransition, useActionState, useEffect, useRef, type FormEvent } from "react";
import { Field, fieldAria, inputClass } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export const GIFT_INPUTS = ["email", "from", "message"] as const;

export type GiftInput = (typeof GIFT_INPUTS)[number];

/** What a refused form shows again: why, beside which field, and what was typed. */
export interface GiftState {
  failures: Partial<Record<GiftInput, string>>;
  /** Concerns no field. */
  refused: string | null;
  /** Null: nothing was sent yet. */
  typed: Record<GiftInput, string> | null;
}

export interface GiftTexts extends Record<"summary" | "lead" | "submit" | "pending" | "messageHint", string> {
  labels: Record<GiftInput, string>;
}

/** Whom a code goes to besides its buyer; folded away until it is wanted. A plain form that scripts only make nicer. */
export function GiftForm({
  action,
  fields,
  typed: before,
  texts,
}: {
  action: (state: GiftState, form: FormData) => Promise<GiftState>;
  /** Hidden fields: `checkout`, `line` and `locale`. */
  fields: Record<string, string>;
  /** What stands noted already. */
  typed: Record<GiftInput, string>;
  texts: GiftTexts;
}) {
  const nothing: GiftState = { failures: {}, refused: null, typed: null };
  const [{ failures, refused, typed }, send] = useActionState(action, nothing);
  const form = useRef<HTMLFormElement>(null);
  const first = GIFT_INPUTS.find((name) => failures[name]);
  useEffect(() => {
    if (first) form.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
  }, [first, failures]);

  /** React would empty the form after its action; what was typed has to stay. */
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const filled = new FormData(event.currentTarget);
    startTransition(() => send(filled));
  }

  const idOf = (name: GiftInput) => `gift-${fields.line}-${name}`;
  const hintOf = (name: GiftInput) => (name === "message" ? texts.messageHint : undefined);
  const told = (name: GiftInput) => ({ hint: hintOf(name), error: failures[name] });
  const control = (name: GiftInput) => ({
    ...fieldAria(idOf(name), told(name)),
    name,
    autoFocus: first === name,
    defaultValue: (typed ?? before)[name],
    className: inputClass,
  });
  const field = (name: GiftInput) => ({ id: idOf(name), label: texts.labels[name], ...told(name) });
  const open = first !== undefined || refused !== null;
  return (
    <details open={open || undefined} className="text-sm">
      <summary className="link inline-flex min-h-12 list-none items-center [&::-webkit-details-marker]:hidden">
        {texts.summary}
      </summary>
      <form ref={form} action={send} onSubmit={submit} noValidate className="grid gap-4 pt-1 text-base">
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <p className="text-sm text-ink-2">{texts.lead}</p>
        <Field {...field("email")}>
          <input {...control("email")} type="email" autoComplete="off" dir="ltr" required maxLength={254} />
        </Field>
        <Field {...field("from")}>
          <input {...control("from")} autoComplete="name" required maxLength={60} />
        </Field>
        <Field {...field("message")}>
          <textarea
            {...control("message")}
            rows={3}
            maxLength={400}
            className={`${inputClass} py-3 font-normal`}
          />
        </Field>
        <SubmitButton tone="quiet" pending={texts.pending}>
          {texts.submit}
        </SubmitButton>
        <p role="alert" className="text-sm font-semibold text-clay empty:hidden">
          {refused}
        </p>
      </form>
    </details>
  );
}
