"use client";

import { useActionState } from "react";
import { Field, fieldAria } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { REVIEW_REASONS, VERDICTS } from "@/lib/fulfilment/review-schema";
import { inputClass } from "../control-class";
import { FormAnswer } from "./form-answer";
import { FRESH, type FormAction } from "./form-state";

export interface ReviewTexts {
  verdict: string;
  verdicts: Record<(typeof VERDICTS)[number], string>;
  reason: string;
  reasonNone: string;
  reasons: Record<(typeof REVIEW_REASONS)[number], string>;
  operatorReference: string;
  operatorReferenceHint: string;
  code: string;
  codeHint: string;
  note: string;
  noteHint: string;
  submit: string;
  pending: string;
}

function Verdicts({ texts, chosen }: { texts: ReviewTexts; chosen: string | undefined }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-semibold">{texts.verdict}</legend>
      {VERDICTS.map((verdict) => (
        <label key={verdict} className="flex min-h-8 items-start gap-2.5 text-sm">
          <input
            type="radio"
            name="verdict"
            value={verdict}
            required
            defaultChecked={chosen === verdict}
            className="mt-0.5 size-5 flex-none accent-ink"
          />
          {texts.verdicts[verdict]}
        </label>
      ))}
    </fieldset>
  );
}

/** Staff say what became of an order that no system can tell of. Works without scripts; what was typed stays. */
export function ReviewForm({
  action,
  orderId,
  asksCode,
  texts,
}: {
  action: FormAction;
  orderId: string;
  /** The product is a code, which the buyer must be given. */
  asksCode: boolean;
  texts: ReviewTexts;
}) {
  const [state, send] = useActionState(action, FRESH);
  const { typed } = state;
  return (
    <form action={send} className="grid gap-4">
      <input type="hidden" name="order" value={orderId} />
      <Verdicts texts={texts} chosen={typed["verdict"]} />
      <Field id="review-reason" label={texts.reason}>
        <select
          {...fieldAria("review-reason", {})}
          name="reason"
          required
          defaultValue={typed["reason"] ?? ""}
          className={inputClass}
        >
          <option value="">{texts.reasonNone}</option>
          {REVIEW_REASONS.map((reason) => (
            <option key={reason} value={reason}>
              {texts.reasons[reason]}
            </option>
          ))}
        </select>
      </Field>
      <Field id="review-note" label={texts.note} hint={texts.noteHint}>
        <textarea
          {...fieldAria("review-note", { hint: texts.noteHint })}
          name="note"
          rows={3}
          required
          minLength={5}
          maxLength={2000}
          defaultValue={typed["note"]}
          className={`${inputClass} py-2`}
        />
      </Field>
      <Field id="review-reference" label={texts.operatorReference} hint={texts.operatorReferenceHint}>
        <input
          {...fieldAria("review-reference", { hint: texts.operatorReferenceHint })}
          name="operatorReference"
          maxLength={100}
          autoComplete="off"
          defaultValue={typed["operatorReference"]}
          className={inputClass}
        />
      </Field>
      {asksCode && (
        <Field id="review-code" label={texts.code} hint={texts.codeHint}>
          <input
            {...fieldAria("review-code", { hint: texts.codeHint })}
            name="code"
            maxLength={500}
            autoComplete="off"
            className={inputClass}
          />
        </Field>
      )}
      <SubmitButton tone="next" pending={texts.pending}>
        {texts.submit}
      </SubmitButton>
      <FormAnswer state={state} />
    </form>
  );
}
