"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import {
  startTransition,
  useActionState,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type FormEvent,
  type ReactNode,
} from "react";
import { useForm, type Resolver, type UseFormRegisterReturn } from "react-hook-form";
import { buttonClass } from "@/components/ui/button";
import { Field, fieldAria, FieldError, inputClass } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { needsConsent, paySchema, type PayForm as Form } from "@/lib/checkout/pay-schema";
import { AnswerFields, type AskedField, type NameField } from "./answer-fields";

/** What was typed; `answers` by the names of their fields: `four-1`, `again-1`, `name-1`. */
export interface Typed extends Form {
  answers: Record<string, string | boolean>;
}

interface Refusal {
  code: string;
  values?: Record<string, string | number>;
  text: string;
}

export interface PayState {
  failure: Refusal | null;
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
  errors: Record<
    "email-invalid" | "residence-missing" | "consent-missing" | "last-four-missing" | "again-missing",
    string
  >;
  names: string;
  namesWhy: string;
}

type FieldName = keyof Form | `answers.${string}`;

const FIELD_OF: Record<string, keyof Form> = {
  "email-invalid": "email",
  "residence-missing": "residence",
  "consent-missing": "consent",
};
const ANSWER_OF: Record<string, string> = {
  "last-four-missing": "four",
  "last-four-wrong": "four",
  "again-missing": "again",
};

/** The field that a refusal stands beside. */
function fieldOf({ code, values }: Refusal): FieldName | undefined {
  const answer = ANSWER_OF[code];
  return answer ? `answers.${answer}-${values?.line}` : FIELD_OF[code];
}

const isAnswered = ({ kind }: AskedField, answer: string | boolean | undefined): boolean =>
  kind === "again" ? answer === true : /(\p{Nd}[^\p{L}]*){4}/u.test(String(answer ?? ""));

/** The schema of both sides, and what only this page asks. */
function resolverFor(asked: AskedField[]): Resolver<Typed> {
  const known = zodResolver(paySchema);
  return async (typed, context, options) => {
    const { errors } = await known(typed, context, options as unknown as Parameters<typeof known>[2]);
    const open = asked.filter((field) => !isAnswered(field, typed.answers[field.name]));
    if (Object.keys(errors).length === 0 && open.length === 0) return { values: typed, errors: {} };
    const answers = Object.fromEntries(
      open.map(({ name, kind }) => [
        name,
        { type: "custom", message: kind === "again" ? "again-missing" : "last-four-missing" },
      ]),
    );
    return { values: {}, errors: { ...errors, ...(open.length > 0 ? { answers } : {}) } };
  };
}

const UNREACHED = "payment-unreachable-before";

const noChange = () => () => undefined;

/** Whether scripts run: not on the server, nor before they do. */
const useScripted = (): boolean =>
  useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );

/** Shown to whoever lives where the law asks for it; without scripts by style alone. */
function Consent({
  typed,
  focus,
  error,
  registered,
  texts,
}: {
  typed: Form;
  focus: boolean;
  error: string | undefined;
  registered: UseFormRegisterReturn;
  texts: Pick<PayTexts, "consent" | "consentWhy">;
}) {
  return (
    <div
      className={`gap-1.5 rounded-md bg-sunk p-3.5 ${needsConsent(typed.residence) ? "grid" : "hidden group-has-[option[data-eu]:checked]/pay:grid"}`}
    >
      <label htmlFor="consent" className="flex gap-3 text-sm font-semibold">
        <input
          type="checkbox"
          defaultChecked={typed.consent}
          autoFocus={focus}
          className="mt-0.5 size-6 flex-none accent-ink"
          {...fieldAria("consent", { hint: texts.consentWhy, error: error })}
          {...registered}
        />
        {texts.consent}
      </label>
      <FieldError id="consent" error={error} />
      <p id="consent-hint" className="text-xs text-ink-3">
        {texts.consentWhy}
      </p>
    </div>
  );
}

/** A refusal stands beside its field until that is changed. */
function useStanding(failure: Refusal | null, field: FieldName | undefined) {
  const [answered, setAnswered] = useState<Refusal | null>(null);
  const answer = ({ target }: FormEvent<HTMLFormElement>) => {
    if (target instanceof HTMLElement && target.getAttribute("name") === field) setAnswered(failure);
  };
  return { stands: failure !== answered, answer };
}

/** What must be confirmed, e-mail, residence, consent, pay. The same schema on both sides; without JavaScript the server's answer is rendered in place. */
export function PayForm({
  action,
  fields,
  start,
  unreached,
  countries,
  asked,
  named,
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
  /** What must be confirmed of the lines. */
  asked: AskedField[];
  /** Whom the buyer may name. */
  named: NameField[];
  texts: PayTexts;
}) {
  const [{ failure, typed }, send, pending] = useActionState(action, {
    failure: unreached ? { code: UNREACHED, text: unreached } : null,
    typed: start,
  });
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const scripted = useScripted();
  const resolver = useMemo(() => resolverFor(asked), [asked]);
  const { register, handleSubmit, setFocus, formState } = useForm<Typed>({
    resolver,
    defaultValues: typed,
    // Not on blur: an error that appears moves the button away from under the finger.
    mode: "onSubmit",
  });
  const refused = failure ? fieldOf(failure) : undefined;
  const { stands, answer } = useStanding(failure, refused);
  useEffect(() => {
    if (!failure || failure.code === UNREACHED) return;
    if (refused) setFocus(refused);
    else notice.current?.focus();
  }, [failure, refused, setFocus]);

  const written = (message: string | undefined) =>
    message && (texts.errors[message as keyof PayTexts["errors"]] ?? message);
  const errorOf = (name: keyof Form): string | undefined =>
    written(formState.errors[name]?.message) ?? (refused === name && stands ? failure?.text : undefined);
  const answerErrorOf = (name: string): string | undefined =>
    written(formState.errors.answers?.[name]?.message) ??
    (refused === `answers.${name}` && stands ? failure?.text : undefined);
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
      onInput={answer}
      noValidate={scripted}
      className="group/pay grid gap-4"
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {failure && !refused && (
        <div ref={notice} tabIndex={-1} autoFocus={failure.code !== UNREACHED} className="rounded-md">
          <Notice tone="bad" live>
            {failure.text}
          </Notice>
        </div>
      )}
      <AnswerFields
        asked={asked}
        named={named}
        typed={typed.answers}
        refused={refused}
        errorOf={answerErrorOf}
        register={(name) => register(`answers.${name}`)}
        texts={texts}
      />
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
      <Consent
        typed={typed}
        focus={refused === "consent"}
        error={errorOf("consent")}
        registered={register("consent")}
        texts={texts}
      />
      <button type="submit" disabled={pending} className={`${buttonClass("next")} w-full`}>
        {pending ? texts.pending : texts.pay}
      </button>
    </form>
  );
}
