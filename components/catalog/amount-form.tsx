"use client";

import { useActionState, useEffect, useRef } from "react";
import { Field, fieldAria, inputClass } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { StartChoice } from "./start-choice";

/** Any amount of a range. The price of it is the server's to say: the button leads there. */
export function AmountForm({
  action,
  fields,
  currency,
  start,
  texts,
}: {
  action: StartChoice;
  /** Hidden fields: `to`, `product`, `face-currency`, `locale`. */
  fields: Record<string, string>;
  /** How the currency is written beside the amount: "₦". */
  currency: string;
  /** The amount it begins with: one that somebody asked for. */
  start?: string | undefined;
  texts: { label: string; bounds: string; submit: string; pending: string };
}) {
  const [{ failure, typed }, send] = useActionState(action, { failure: null, typed: {} });
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (failure) input.current?.focus();
  }, [failure]);
  const id = `amount-${fields.product}`;
  return (
    <form action={send} noValidate className="grid gap-3 rounded-md border border-rule bg-surface p-4">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field id={id} label={texts.label} hint={texts.bounds} error={failure?.text}>
        <div className="flex flex-wrap gap-2">
          <span className="relative min-w-40 flex-1">
            <span
              aria-hidden="true"
              className="pointer-events-none absolute inset-y-0 start-4 flex items-center font-semibold text-ink-2"
            >
              <bdi dir="ltr">{currency}</bdi>
            </span>
            <input
              ref={input}
              name="amount"
              inputMode="decimal"
              autoComplete="off"
              maxLength={20}
              dir="ltr"
              autoFocus={failure !== null}
              defaultValue={typed.amount ?? start}
              className={`num ${inputClass}`}
              style={{ paddingInlineStart: `${1.6 + currency.length * 0.62}rem` }}
              {...fieldAria(id, { hint: texts.bounds, error: failure?.text })}
            />
          </span>
          <SubmitButton tone="quiet" pending={texts.pending}>
            {texts.submit}
          </SubmitButton>
        </div>
      </Field>
    </form>
  );
}
