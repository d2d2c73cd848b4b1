"use client";

import { useActionState } from "react";
import type { ButtonTone } from "@/components/ui/button";
import { Field, fieldAria } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { inputClass } from "../control-class";
import { FormAnswer } from "../settle/form-answer";
import { FRESH, type FormAction, type FormState } from "../settle/form-state";

interface Choice {
  value: string;
  text: string;
}

/** A control of a staff form, as data: it keeps what was typed with or without scripts. */
export type FieldSpec =
  | {
      kind: "text" | "email" | "time" | "url";
      name: string;
      label: string;
      hint?: string;
      value?: string;
      required?: boolean;
    }
  | { kind: "area"; name: string; label: string; hint?: string; value?: string; required?: boolean }
  | { kind: "select"; name: string; label: string; hint?: string; value?: string; options: Choice[] }
  | { kind: "checks"; name: string; label: string; hint?: string; values: string[]; options: Choice[] };

const wasSent = (state: FormState) => Object.keys(state.typed).length > 0;

/** Each box has a name of its own, so that what is ticked comes back box by box. */
function Checks({
  id,
  field,
  state,
}: {
  id: string;
  field: Extract<FieldSpec, { kind: "checks" }>;
  state: FormState;
}) {
  const ticked = (value: string) =>
    wasSent(state) ? state.typed[`${field.name}:${value}`] !== undefined : field.values.includes(value);
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-sm font-semibold">{field.label}</legend>
      {field.hint && <p className="text-xs text-ink-3">{field.hint}</p>}
      <div className="grid gap-x-6 sm:grid-cols-2">
        {field.options.map(({ value, text }) => (
          <label
            key={`${value}${ticked(value)}`}
            className="flex min-h-12 items-center gap-3 text-sm md:min-h-9"
          >
            <input
              type="checkbox"
              id={`${id}-${value}`}
              name={`${field.name}:${value}`}
              defaultChecked={ticked(value)}
              className="size-5 shrink-0 accent-ink"
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Control({ form, field, state }: { form: string; field: FieldSpec; state: FormState }) {
  const id = `${form}-${field.name}`;
  if (field.kind === "checks") return <Checks id={id} field={field} state={state} />;
  const value = state.typed[field.name] ?? field.value ?? "";
  const aria = fieldAria(id, { hint: field.hint });
  return (
    <Field id={id} label={field.label} hint={field.hint}>
      {field.kind === "select" ? (
        <select {...aria} key={value} name={field.name} defaultValue={value} className={inputClass}>
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      ) : field.kind === "area" ? (
        <textarea
          {...aria}
          name={field.name}
          rows={2}
          required={field.required}
          maxLength={2000}
          defaultValue={value}
          className={`${inputClass} py-2`}
        />
      ) : (
        <input
          {...aria}
          name={field.name}
          type={field.kind}
          required={field.required}
          maxLength={500}
          autoComplete="off"
          defaultValue={value}
          className={inputClass}
        />
      )}
    </Field>
  );
}

/** A form of staff made of fields: says what came of it, asks for a code where one is wanted, and keeps what was typed. */
export function FieldForm({
  id,
  action,
  hidden,
  fields,
  button,
  pending,
  tone = "next",
}: {
  /** Unique on its page. */
  id: string;
  action: FormAction;
  hidden?: Record<string, string>;
  fields: FieldSpec[];
  button: string;
  pending: string;
  tone?: ButtonTone;
}) {
  const [state, send] = useActionState(action, FRESH);
  return (
    <form action={send} className="grid gap-4">
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) => (
        <Control key={field.name} form={id} field={field} state={state} />
      ))}
      <FormAnswer state={state} />
      <div>
        <SubmitButton tone={tone} pending={pending}>
          {button}
        </SubmitButton>
      </div>
    </form>
  );
}
