"use client";

import type { UseFormRegisterReturn } from "react-hook-form";
import { Field, fieldAria, inputClass } from "@/components/ui/field";

export interface AmountTexts {
  label: string;
  /** "From ₦50 to ₦50,000." */
  bounds: string;
  /** How the currency is written beside the amount: "₦". */
  currency: string;
  /** The amount it begins with. */
  start?: string | undefined;
}

/** Any amount of a range, its currency standing in the control. */
export function AmountInput({
  texts,
  error,
  typed,
  first,
  register,
}: {
  texts: AmountTexts;
  error: string | undefined;
  typed: string | undefined;
  first: boolean;
  register: UseFormRegisterReturn;
}) {
  const { currency, bounds } = texts;
  return (
    <Field id="amount" label={texts.label} hint={bounds} error={error}>
      <span className="relative">
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 start-4 flex items-center font-semibold text-ink-2"
        >
          <bdi dir="ltr">{currency}</bdi>
        </span>
        <input
          key={texts.start}
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
          dir="ltr"
          autoFocus={first}
          defaultValue={typed ?? texts.start}
          className={`num ${inputClass}`}
          style={{ paddingInlineStart: `${1.6 + currency.length * 0.62}rem` }}
          {...fieldAria("amount", { hint: bounds, error })}
          {...register}
        />
      </span>
    </Field>
  );
}
