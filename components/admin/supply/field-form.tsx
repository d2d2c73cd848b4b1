"use client";

import { useActionState, type ReactNode } from "react";
import type { ButtonTone } from "@/components/ui/button";
import { Field, fieldAria } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { inputClass } from "../control-class";
import { FormAnswer } from "../settle/form-answer";
import { FRESH, type FormAction } from "../settle/form-state";

export interface FormField {
  name: string;
  label: string;
  type?: "text" | "number" | "datetime-local" | "area";
  /** Makes it a choice. */
  options?: { value: string; text: string }[];
  value?: string;
  hint?: string;
  required?: boolean;
  /** Longest text, or the greatest number. */
  most?: number;
  step?: string;
  least?: number;
}

function Control({ id, field, typed }: { id: string; field: FormField; typed: string | undefined }) {
  const { name, type = "text", options, value = "", hint, required, most, step, least } = field;
  const shared = { ...fieldAria(id, { hint }), name, required, defaultValue: typed ?? value };
  // A choice keeps its first value through React's reset of a form unless it is made anew.
  if (options)
    return (
      <select {...shared} key={typed ?? value} className={inputClass}>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.text}
          </option>
        ))}
      </select>
    );
  if (type === "area")
    return <textarea {...shared} rows={2} maxLength={most ?? 500} className={`${inputClass} py-2`} />;
  const bounds = type === "number" ? { min: least, max: most, step } : { maxLength: most ?? 200 };
  return <input {...shared} {...bounds} type={type} autoComplete="off" className={inputClass} />;
}

const NOTHING: Record<string, string> = {};

/** A form of staff with a few fields. Works without scripts; what was typed stays when it is refused. */
export function FieldForm({
  id,
  action,
  fields,
  hidden,
  tone = "quiet",
  texts,
  children,
}: {
  /** Unique on its page. */
  id: string;
  action: FormAction;
  fields?: FormField[];
  hidden?: Record<string, string>;
  tone?: ButtonTone;
  texts: { button: string; pending: string; label?: string };
  children?: ReactNode;
}) {
  const [state, send] = useActionState(action, FRESH);
  return (
    <form action={send} className="grid content-start gap-3">
      {Object.entries(hidden ?? NOTHING).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields?.map((field) => (
        <Field key={field.name} id={`${id}-${field.name}`} label={field.label} hint={field.hint}>
          <Control id={`${id}-${field.name}`} field={field} typed={state.typed[field.name]} />
        </Field>
      ))}
      {children}
      <SubmitButton tone={tone} pending={texts.pending} label={texts.label}>
        {texts.button}
      </SubmitButton>
      <FormAnswer state={state} />
    </form>
  );
}
