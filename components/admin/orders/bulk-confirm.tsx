"use client";

import { useActionState, type ReactNode } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { Chip } from "@/components/ui/chip";
import { inputClass } from "../control-class";
import { FormAnswer } from "../settle/form-answer";
import { FRESH } from "../settle/form-state";
import type { BulkSend, BulkState } from "./bulk-state";

/** The one press that does it, and then what became of each order. */
export function BulkConfirm({
  action,
  fields,
  names,
  texts,
}: {
  action: BulkSend;
  fields: readonly (readonly [name: string, value: string])[];
  /** The orders by their ids. */
  names: Record<string, ReactNode>;
  texts: {
    press: string;
    pending: string;
    result: string;
    done: string;
    not: string;
    note?: string;
    hint?: string;
  };
}) {
  const [state, send] = useActionState<BulkState, FormData>(action, FRESH);
  if (state.results?.length)
    return (
      <section aria-live="polite" className="mt-6">
        <h2 className="text-lg">{texts.result}</h2>
        <ul className="mt-2 grid gap-2 text-sm">
          {state.results.map(({ id, text, done }) => (
            <li key={id} className="flex flex-wrap items-center gap-3">
              <Chip tone={done ? "ok" : "bad"}>{done ? texts.done : texts.not}</Chip>
              {names[id]}
              <span className="text-ink-2">{text}</span>
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <form action={send} className="mt-6 grid max-w-xl gap-3">
      {fields.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {texts.note && (
        <div className="grid gap-1">
          <label htmlFor="bulk-note" className="text-xs font-semibold">
            {texts.note}
          </label>
          <input
            id="bulk-note"
            name="note"
            required
            minLength={5}
            maxLength={500}
            defaultValue={state.typed["note"]}
            aria-describedby="bulk-note-hint"
            className={inputClass}
          />
          <p id="bulk-note-hint" className="text-xs text-ink-3">
            {texts.hint}
          </p>
        </div>
      )}
      <FormAnswer state={state} />
      <SubmitButton pending={texts.pending}>{texts.press}</SubmitButton>
    </form>
  );
}
