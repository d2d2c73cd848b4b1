import type { ReactNode } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";
import { Field, fieldAria, FieldError, inputClass } from "@/components/ui/field";

/** Something the buyer confirms of a line: the last four digits of its number, or that it is meant to go there again. */
export interface AskedField {
  /** `four-1`, `again-1` */
  name: string;
  kind: "four" | "again";
  label: ReactNode;
  hint?: string | undefined;
}

/** Whom the buyer may name. */
export interface NameField {
  /** `name-1` */
  name: string;
  label: ReactNode;
  value: string;
}

interface Registered {
  typed: Record<string, string | boolean>;
  /** The field that the server refused. */
  refused: string | undefined;
  errorOf: (name: string) => string | undefined;
  register: (name: string) => UseFormRegisterReturn;
}

function Four({ field, typed, refused, errorOf, register }: Registered & { field: AskedField }) {
  const { name, label, hint } = field;
  const error = errorOf(name);
  const id = `answer-${name}`;
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input
        inputMode="numeric"
        autoComplete="off"
        required
        maxLength={8}
        dir="ltr"
        defaultValue={String(typed[name] ?? "")}
        autoFocus={refused === `answers.${name}`}
        className={`num ${inputClass} max-w-36 tracking-[0.2em]`}
        {...fieldAria(id, { hint, error })}
        {...register(name)}
      />
    </Field>
  );
}

function Again({ field, typed, refused, errorOf, register }: Registered & { field: AskedField }) {
  const { name, label, hint } = field;
  const error = errorOf(name);
  const id = `answer-${name}`;
  return (
    <div className="grid gap-1.5 rounded-md bg-marigold-wash p-3.5">
      <p id={`${id}-hint`} className="text-sm">
        {hint}
      </p>
      <label htmlFor={id} className="flex min-h-6 gap-3 text-sm font-semibold">
        <input
          type="checkbox"
          defaultChecked={typed[name] === true || typed[name] === "on"}
          autoFocus={refused === `answers.${name}`}
          className="mt-0.5 size-6 flex-none accent-ink"
          {...fieldAria(id, { hint, error })}
          {...register(name)}
        />
        <span>{label}</span>
      </label>
      <FieldError id={id} error={error} />
    </div>
  );
}

/** What must be confirmed before paying, and, folded away, whom it is for. */
export function AnswerFields({
  asked,
  named,
  texts,
  ...registered
}: Registered & {
  asked: AskedField[];
  named: NameField[];
  texts: { names: string; namesWhy: string };
}) {
  const { typed, register } = registered;
  return (
    <>
      {asked.map((field) =>
        field.kind === "four" ? (
          <Four key={field.name} field={field} {...registered} />
        ) : (
          <Again key={field.name} field={field} {...registered} />
        ),
      )}
      {named.length > 0 && (
        <details className="text-sm">
          <summary className="link inline-flex min-h-12 list-none items-center [&::-webkit-details-marker]:hidden">
            {texts.names}
          </summary>
          <div className="grid gap-3 pt-1 pb-2">
            {named.map(({ name, label, value }) => (
              <Field key={name} id={`answer-${name}`} label={label}>
                <input
                  autoComplete="off"
                  maxLength={40}
                  defaultValue={String(typed[name] ?? value)}
                  className={inputClass}
                  {...fieldAria(`answer-${name}`, {})}
                  {...register(name)}
                />
              </Field>
            ))}
            <p className="text-xs text-ink-3">{texts.namesWhy}</p>
          </div>
        </details>
      )}
    </>
  );
}
