"use client";

import { useActionState } from "react";
import { Field, fieldAria } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { inputClass } from "../control-class";
import { FormAnswer } from "../settle/form-answer";
import { FRESH, type FormState } from "../settle/form-state";

export interface LimitFormState extends FormState {
  /** What the dry run found, said in sentences. */
  found?: { says: string; by: string[]; examples: { href: string; text: string }[] };
}

export type LimitFormAction = (state: LimitFormState, form: FormData) => Promise<LimitFormState>;

export interface LimitRow {
  /** `buyer.day.orders` */
  name: string;
  label: string;
  value: string;
}

/** The limits as fields: tried on the last thirty days first, then kept. Works without scripts. */
export function LimitForm({
  action,
  version,
  groups,
  texts,
}: {
  action: LimitFormAction;
  version: number;
  groups: { title: string; rows: LimitRow[] }[];
  texts: {
    note: string;
    noteHint: string;
    rehearse: string;
    keep: string;
    pending: string;
    says: string;
    found: string;
  };
}) {
  const [state, send] = useActionState<LimitFormState, FormData>(action, FRESH);
  return (
    <form action={send} className="grid gap-4">
      <input type="hidden" name="version" value={version} />
      <div className="grid gap-4 lg:grid-cols-3">
        {groups.map(({ title, rows }) => (
          <fieldset key={title} className="rounded-md border border-rule bg-surface p-4">
            <legend className="px-1 text-sm font-bold">{title}</legend>
            <div className="grid grid-cols-2 gap-3">
              {rows.map(({ name, label, value }) => (
                <Field key={name} id={name} label={label}>
                  <input
                    {...fieldAria(name, {})}
                    name={name}
                    inputMode="numeric"
                    pattern="[0-9]{1,7}"
                    required
                    defaultValue={state.typed[name] ?? value}
                    className={`${inputClass} num`}
                  />
                </Field>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
      <Field id="limit-note" label={texts.note} hint={texts.noteHint}>
        <textarea
          {...fieldAria("limit-note", { hint: texts.noteHint })}
          name="note"
          rows={2}
          maxLength={1000}
          defaultValue={state.typed["note"]}
          className={`${inputClass} py-2`}
        />
      </Field>
      <p className="text-xs text-ink-2">{texts.says}</p>
      <div className="flex flex-wrap gap-3">
        <SubmitButton tone="next" pending={texts.pending} name="do" value="rehearse">
          {texts.rehearse}
        </SubmitButton>
        <SubmitButton tone="quiet" pending={texts.pending} name="do" value="keep">
          {texts.keep}
        </SubmitButton>
      </div>
      <FormAnswer state={state} />
      {state.found && (
        <div role="status" className="grid gap-2 rounded-md bg-sky-wash p-4 text-sm">
          <p className="font-bold">{state.found.says}</p>
          {state.found.by.length > 0 && (
            <ul className="list-disc ps-5">
              {state.found.by.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
          {state.found.examples.length > 0 && (
            <>
              <p className="font-semibold">{texts.found}</p>
              <ul className="grid gap-1">
                {state.found.examples.map(({ href, text }) => (
                  <li key={href}>
                    <a href={href} target="_blank" rel="noreferrer" className="link">
                      {text}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </form>
  );
}
