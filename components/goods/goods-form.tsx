"use client";

import { useActionState, type ReactNode } from "react";
import { FieldControl } from "@/components/fields/field-control";
import type { FieldTexts } from "@/components/fields/field-texts";
import { FormShell } from "@/components/fields/form-shell";
import { useFieldsForm, type FieldsState } from "@/components/fields/use-fields-form";
import type { FieldView } from "@/lib/catalog/field-schema";

/** Choices that are buttons of one form, with what all of them ask above them. Works as a plain form. */
export function GoodsForm({
  action,
  hidden,
  fields,
  texts,
  refused,
  about,
  children,
}: {
  action: (state: FieldsState, form: FormData) => Promise<FieldsState>;
  /** Hidden fields that all choices share. */
  hidden: Record<string, string>;
  fields: FieldView[];
  texts: Record<string, FieldTexts>;
  /** Heads a refusal: "That did not work." */
  refused: string;
  /** What helps with the fields. */
  about?: ReactNode;
  children: ReactNode;
}) {
  const [state, send] = useActionState(action, { failure: null, typed: {} });
  const { form, notice, scripted, control, refusal, submit } = useFieldsForm({ fields, texts, state, send });
  return (
    <FormShell
      {...{ form, scripted, hidden, refusal, notice }}
      action={send}
      onSubmit={submit}
      title={refused}
    >
      {fields.map((field) => (
        <FieldControl key={field.name} {...control(field)} />
      ))}
      {about}
      {children}
    </FormShell>
  );
}
