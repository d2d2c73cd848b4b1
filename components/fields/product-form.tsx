"use client";

import { useActionState, type ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { FieldView } from "@/lib/catalog/field-schema";
import { AmountInput, type AmountTexts } from "./amount-input";
import { FieldControl } from "./field-control";
import type { FieldTexts } from "./field-texts";
import { useFieldsForm, type FieldsState } from "./use-fields-form";

/** Everything one product demands, on one form that leads to the review of its price. */
export function ProductForm({
  action,
  hidden,
  fields,
  texts,
  amount,
  words,
  children,
}: {
  action: (state: FieldsState, form: FormData) => Promise<FieldsState>;
  /** Hidden fields: `to`, `product`, `locale`. */
  hidden: Record<string, string>;
  fields: FieldView[];
  texts: Record<string, FieldTexts>;
  /** Of a range: the amount is typed too. */
  amount?: AmountTexts | undefined;
  words: { submit: string; pending: string; refused: string };
  children?: ReactNode;
}) {
  const [state, send, pending] = useActionState(action, { failure: null, typed: {} });
  const { form, notice, scripted, control, refusal, submit, ...rest } = useFieldsForm({
    fields,
    texts,
    state,
    send,
  });
  return (
    <form ref={form} action={send} onSubmit={submit} noValidate={scripted} className="grid gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {refusal && (
        <div ref={notice} tabIndex={-1} className="rounded-md">
          <Notice tone="bad" title={words.refused} live>
            {refusal}
          </Notice>
        </div>
      )}
      {amount && <AmountInput texts={amount} {...rest.amount} />}
      {fields.map((field) => (
        <FieldControl key={field.name} {...control(field)} />
      ))}
      {children}
      <button type="submit" disabled={pending} className={`${buttonClass("next")} w-full`}>
        {pending ? words.pending : words.submit}
      </button>
    </form>
  );
}
