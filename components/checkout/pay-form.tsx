"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import {
  startTransition,
  useActionState,
  useEffect,
  useRef,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import { useForm } from "react-hook-form";
import { buttonClass } from "@/components/ui/button";
import { Field, fieldAria, FieldError, inputClass } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { needsConsent, paySchema, type PayForm as Typed } from "@/lib/checkout/pay-schema";

export interface PayState {
  failure: { code: string; text: string } | null;
  typed: Typed;
}

export interface PayTexts {
  email: string;
  emailHint: string;
  residence: string;
  residenceHint: string;
  residenceNone: string;
  consent: string;
  consentWhy: string;
  pay: string;
  pending: string;
  errors: Record<"email-invalid" | "residence-missing" | "consent-missing", string>;
}

const FIELD_OF: Record<string, keyof Typed> = {
  "email-invalid": "email",
  "residence-missing": "residence",
  "consent-missing": "consent",
};

const UNREACHED = "payment-unreachable-before";

const noChange = () => () => undefined;

/** E-mail, residence, consent, pay. The same schema on both sides; without JavaScript the server's answer is rendered in place. */
export function PayForm({
  action,
  fields,
  start,
  unreached,
  countries,
  texts,
}: {
  action: (state: PayState, form: FormData) => Promise<PayState>;
  /** Hidden fields. */
  fields: Record<string, string>;
  start: Typed;
  /** Said at first when pay was pressed before and no card page came. */
  unreached: string | null;
  /** Options; those of the European Union carry `data-eu`. */
  countries: ReactNode;
  texts: PayTexts;
}) {
  const [{ failure, typed }, send, pending] = useActionState(action, {
    failure: unreached ? { code: UNREACHED, text: unreached } : null,
    typed: start,
  });
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const scripted = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  const { register, handleSubmit, setFocus, formState } = useForm<Typed>({
    resolver: zodResolver(paySchema),
    defaultValues: typed,
    // Not on blur: an error that appears moves the button away from under the finger.
    mode: "onSubmit",
  });
  const refused = failure && FIELD_OF[failure.code];
  useEffect(() => {
    if (!failure || failure.code === UNREACHED) return;
    if (refused) setFocus(refused);
    else notice.current?.focus();
  }, [failure, refused, setFocus]);

  const errorOf = (name: keyof Typed): string | undefined => {
    const found = formState.errors[name]?.message;
    if (found) return texts.errors[found as keyof PayTexts["errors"]] ?? found;
    return refused === name && !formState.dirtyFields[name] ? failure?.text : undefined;
  };
  const submit = handleSubmit(() => {
    if (!form.current) return;
    const data = new FormData(form.current);
    startTransition(() => send(data));
  });

  return (
    <form
      ref={form}
      action={send}
      onSubmit={(event) => void submit(event)}
      noValidate={scripted}
      className="group/pay grid gap-4"
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {failure && !refused && (
        <div ref={notice} tabIndex={-1} className="rounded-md">
          <Notice tone="bad" live>
            {failure.text}
          </Notice>
        </div>
      )}
      <Field id="email" label={texts.email} hint={texts.emailHint} error={errorOf("email")}>
        <input
          type="email"
          autoComplete="email"
          inputMode="email"
          required
          maxLength={254}
          defaultValue={typed.email}
          autoFocus={refused === "email"}
          className={inputClass}
          {...fieldAria("email", { hint: texts.emailHint, error: errorOf("email") })}
          {...register("email")}
        />
      </Field>
      <Field id="residence" label={texts.residence} hint={texts.residenceHint} error={errorOf("residence")}>
        <select
          autoComplete="country"
          required
          defaultValue={typed.residence}
          autoFocus={refused === "residence"}
          className={inputClass}
          {...fieldAria("residence", { hint: texts.residenceHint, error: errorOf("residence") })}
          {...register("residence")}
        >
          <option value="">{texts.residenceNone}</option>
          {countries}
        </select>
      </Field>
      <div
        className={`gap-1.5 rounded-md bg-sunk p-3.5 ${needsConsent(typed.residence) ? "grid" : "hidden group-has-[option[data-eu]:checked]/pay:grid"}`}
      >
        <label htmlFor="consent" className="flex gap-3 text-sm font-semibold">
          <input
            type="checkbox"
            defaultChecked={typed.consent}
            autoFocus={refused === "consent"}
            className="mt-0.5 size-6 flex-none accent-ink"
            {...fieldAria("consent", { hint: texts.consentWhy, error: errorOf("consent") })}
            {...register("consent")}
          />
          {texts.consent}
        </label>
        <FieldError id="consent" error={errorOf("consent")} />
        <p id="consent-hint" className="text-xs text-ink-3">
          {texts.consentWhy}
        </p>
      </div>
      <button type="submit" disabled={pending} className={`${buttonClass("next")} w-full`}>
        {pending ? texts.pending : texts.pay}
      </button>
    </form>
  );
}
