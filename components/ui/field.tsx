import type { ReactNode } from "react";

interface FieldTexts {
  hint?: string | undefined;
  error?: string | undefined;
}

/** Attributes that tie a control to its hint and error; spread them on the control with the same id. */
export function fieldAria(id: string, { hint, error }: FieldTexts) {
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return {
    id,
    "aria-describedby": described || undefined,
    "aria-invalid": error ? true : undefined,
  } as const;
}

/** Look of a text control. */
export const inputClass =
  "min-h-13 w-full rounded-md border-[1.5px] border-rule-strong bg-surface px-4 text-base font-semibold text-ink placeholder:font-normal placeholder:text-ink-3 aria-invalid:border-clay";

/** A label, its control, what helps and what is wrong. The control takes `fieldAria(id, …)`. */
export function Field({
  id,
  label,
  hint,
  error,
  children,
}: FieldTexts & { id: string; label: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      {children}
      <FieldError id={id} error={error} />
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-ink-3">
          {hint}
        </p>
      )}
    </div>
  );
}

/** What is wrong with a field, next to it. */
export function FieldError({ id, error }: { id: string; error?: string | undefined }) {
  if (!error) return null;
  return (
    <p id={`${id}-error`} role="alert" className="text-sm font-semibold text-clay">
      {error}
    </p>
  );
}
