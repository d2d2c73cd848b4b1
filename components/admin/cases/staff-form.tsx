"use client";

import { useActionState, type ReactNode } from "react";
import type { ButtonTone } from "@/components/ui/button";
import { Field, fieldAria } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { inputClass } from "../control-class";
import { FormAnswer } from "../settle/form-answer";
import { FRESH, type FormAction } from "../settle/form-state";

export interface StaffField {
  name: string;
  label: string;
  hint?: string;
  as?: "text" | "area" | "select" | "number" | "check" | "moment" | "radio";
  options?: { value: string; text: string }[];
  value?: string;
  optional?: boolean;
  /** Of a number: the least and the most. */
  least?: number;
  most?: number;
}

function Control({ id, of, typed }: { id: string; of: StaffField; typed: string | undefined }) {
  const { as = "text", name, options = [], optional = false, hint } = of;
  const base = {
    ...fieldAria(id, { hint }),
    name,
    required: !optional,
    defaultValue: typed ?? of.value ?? "",
    className: inputClass,
  };
  if (as === "area") return <textarea {...base} rows={3} maxLength={2000} className={`${inputClass} py-2`} />;
  if (as === "select")
    return (
      // A select keeps what was chosen when its form is shown again.
      <select {...base} key={base.defaultValue}>
        {options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    );
  if (as === "number")
    return (
      <input
        {...base}
        type="number"
        inputMode="decimal"
        step="any"
        min={of.least}
        max={of.most}
        autoComplete="off"
      />
    );
  if (as === "moment") return <input {...base} type="datetime-local" />;
  return <input {...base} maxLength={400} autoComplete="off" />;
}

function CheckField({ id, of, typed }: { id: string; of: StaffField; typed: Record<string, string> }) {
  const sent = Object.keys(typed).length > 0;
  return (
    <label htmlFor={id} className="flex min-h-8 items-start gap-2.5 text-sm">
      <input
        id={id}
        type="checkbox"
        name={of.name}
        value="yes"
        required={!of.optional}
        defaultChecked={sent ? typed[of.name] === "yes" : of.value === "yes"}
        className="mt-0.5 size-5 flex-none accent-ink"
      />
      {of.label}
    </label>
  );
}

function RadioField({ id, of, typed }: { id: string; of: StaffField; typed: string | undefined }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-semibold">{of.label}</legend>
      {(of.options ?? []).map(({ value, text }) => (
        <label key={value} className="flex min-h-8 items-start gap-2.5 text-sm">
          <input
            id={`${id}-${value}`}
            type="radio"
            name={of.name}
            value={value}
            required={!of.optional}
            defaultChecked={(typed ?? of.value) === value}
            className="mt-0.5 size-5 flex-none accent-ink"
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}

const NOTHING: Record<string, string> = {};
const NO_FIELDS: StaffField[] = [];

/** One thing staff do, with the fields it takes. Works without scripts; what was typed stays when it is refused. */
export function StaffForm({
  id,
  action,
  hidden = NOTHING,
  fields = NO_FIELDS,
  tone = "quiet",
  button,
  pending,
  says,
  wide = false,
}: {
  /** Unique on its page. */
  id: string;
  action: FormAction;
  hidden?: Record<string, string>;
  fields?: StaffField[];
  tone?: ButtonTone;
  button: string;
  pending: string;
  /** What it will do, beforehand: to money, to what is on sale. */
  says?: ReactNode;
  /** Fields beside each other where there is room. */
  wide?: boolean;
}) {
  const [state, send] = useActionState(action, FRESH);
  return (
    <form action={send} id={id} className="grid gap-3">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.length > 0 && (
        <div className={wide ? "grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-3" : "grid gap-3"}>
          {fields.map((of) => {
            const field = `${id}-${of.name}`;
            if (of.as === "check") return <CheckField key={of.name} id={field} of={of} typed={state.typed} />;
            if (of.as === "radio")
              return <RadioField key={of.name} id={field} of={of} typed={state.typed[of.name]} />;
            return (
              <Field key={of.name} id={field} label={of.label} hint={of.hint}>
                <Control id={field} of={of} typed={state.typed[of.name]} />
              </Field>
            );
          })}
        </div>
      )}
      {says && (
        <p id={`${id}-says`} className="text-xs text-ink-2">
          {says}
        </p>
      )}
      <div>
        <SubmitButton
          tone={tone}
          pending={pending}
          className="max-sm:w-full"
          describedBy={says ? `${id}-says` : undefined}
        >
          {button}
        </SubmitButton>
      </div>
      <FormAnswer state={state} />
    </form>
  );
}
