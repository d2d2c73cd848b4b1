"use client";

import { useActionState, type ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import type { FieldView } from "@/lib/catalog/field-schema";
import { AmountInput, type AmountTexts } from "./amount-input";
import { FieldControl } from "./field-control";
import type { FieldTexts } from "./field-texts";
import { FormShell } from "./form-shell";
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
    <FormShell
      {...{ form, scripted, hidden, refusal, notice }}
      action={send}
      onSubmit={submit}
      title={words.refused}
    >
      {amount && <AmountInput texts={amount} {...rest.amount} />}
      {fields.map((field) => (
        <FieldControl key={field.name} {...control(field)} />
      ))}
      {children}
      <button type="submit" disabled={pending} className={`${buttonClass("next")} w-full`}>
        {pending ? words.pending : words.submit}
      </button>
    </FormShell>
  );
}
