"use client";

import type { UseFormRegisterReturn } from "react-hook-form";
import { Field, fieldAria, FieldError, inputClass } from "@/components/ui/field";
import { AGREED, type FieldType, type FieldView } from "@/lib/catalog/field-schema";
import type { FieldTexts } from "./field-texts";

interface Control {
  field: FieldView;
  texts: FieldTexts;
  /** What was typed before a refusal. */
  typed: string | undefined;
  error: string | undefined;
  /** Without a script the browser goes to it. */
  first: boolean;
  register: UseFormRegisterReturn;
}

const INPUTS: Record<
  Exclude<FieldType, "count" | "agree">,
  { type: string; inputMode: "text" | "numeric" | "email" | "tel"; autoComplete: string }
> = {
  text: { type: "text", inputMode: "text", autoComplete: "off" },
  digits: { type: "text", inputMode: "numeric", autoComplete: "off" },
  secret: { type: "password", inputMode: "numeric", autoComplete: "off" },
  email: { type: "email", inputMode: "email", autoComplete: "off" },
  nauta: { type: "email", inputMode: "email", autoComplete: "off" },
  phone: { type: "tel", inputMode: "tel", autoComplete: "tel" },
};

/** Names of people come from the browser's own address book, if it has them. */
const NAMES: Record<string, string> = {
  senderName: "name",
  firstName: "given-name",
  lastName: "family-name",
};

function Agreement({ field, texts, typed, error, first, register }: Control) {
  const id = `field-${field.name}`;
  return (
    <div className="grid gap-1.5 rounded-md bg-sunk p-3.5">
      <label htmlFor={id} className="flex gap-3 text-sm font-semibold">
        <input
          type="checkbox"
          value={AGREED}
          defaultChecked={typed === AGREED}
          autoFocus={first}
          className="mt-0.5 size-6 flex-none accent-ink"
          {...fieldAria(id, { hint: texts.hint, error })}
          {...register}
        />
        {texts.label}
      </label>
      <FieldError id={id} error={error} />
      {texts.hint && (
        <p id={`${id}-hint`} className="text-xs text-ink-3">
          {texts.hint}
        </p>
      )}
    </div>
  );
}

function Counter({ field, texts, typed, register }: Control) {
  const id = `field-${field.name}`;
  return (
    <select
      defaultValue={typed ?? String(field.min)}
      className={inputClass}
      {...fieldAria(id, texts)}
      {...register}
    >
      {texts.counts?.map((text, at) => (
        <option key={text} value={field.min + at}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** One field of a product: the same control whatever the product, and nothing of it needs a script. */
export function FieldControl(control: Control) {
  const { field, texts, typed, error, first, register } = control;
  if (field.type === "agree") return <Agreement {...control} />;
  const id = `field-${field.name}`;
  return (
    <Field id={id} label={texts.label} hint={texts.hint} error={error}>
      {field.type === "count" ? (
        <Counter {...control} />
      ) : (
        <input
          {...INPUTS[field.type]}
          autoComplete={NAMES[field.name] ?? INPUTS[field.type].autoComplete}
          maxLength={Math.max(40, field.max * 2)}
          defaultValue={typed}
          autoFocus={first}
          dir={field.type === "text" ? "auto" : "ltr"}
          className={inputClass}
          {...fieldAria(id, { hint: texts.hint, error })}
          {...register}
        />
      )}
    </Field>
  );
}
