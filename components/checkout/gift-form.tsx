"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { startTransition, useActionState, useEffect, useRef } from "react";
import { useForm } from "react-hook-form";
import { Field, fieldAria, inputClass } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { giftSchema, type GiftField } from "@/lib/checkout/gift-schema";

const GIFT_INPUTS = ["email", "from", "message"] as const satisfies readonly GiftField[];

/** What a refused form shows again: why, beside which field, and what was typed. */
export interface GiftState {
  failures: Partial<Record<GiftField, string>>;
  /** Concerns no field. */
  refused: string | null;
  /** Null: nothing was sent yet. */
  typed: Record<GiftField, string> | null;
}

export interface GiftTexts extends Record<"summary" | "lead" | "submit" | "pending" | "messageHint", string> {
  labels: Record<GiftField, string>;
  /** What is wrong with a field, by the schema's codes. */
  errors: Record<GiftField, Record<string, string>>;
}

/** Whom a code goes to besides its buyer; folded away until it is wanted. The same schema on both sides; without JavaScript the server's answer stands in place. */
export function GiftForm({
  action,
  fields,
  typed: before,
  texts,
}: {
  action: (state: GiftState, form: FormData) => Promise<GiftState>;
  /** Hidden fields: `checkout`, `line` and `locale`. */
  fields: Record<string, string>;
  /** What stands noted already. */
  typed: Record<GiftField, string>;
  texts: GiftTexts;
}) {
  const nothing: GiftState = { failures: {}, refused: null, typed: null };
  const [{ failures, refused, typed }, send] = useActionState(action, nothing);
  const form = useRef<HTMLFormElement>(null);
  const noted = typed ?? before;
  const { register, handleSubmit, setFocus, formState } = useForm<Record<GiftField, string>>({
    resolver: zodResolver(giftSchema),
    defaultValues: noted,
    // Not on blur: an error that appears moves the button away from under the finger.
    mode: "onSubmit",
  });
  const first = GIFT_INPUTS.find((name) => failures[name]);
  useEffect(() => {
    if (first) setFocus(first);
  }, [first, failures, setFocus]);

  /** React would empty the form after its action; what was typed has to stay. */
  const submit = handleSubmit(() => {
    if (!form.current) return;
    const filled = new FormData(form.current);
    startTransition(() => send(filled));
  });

  const errorOf = (name: GiftField): string | undefined => {
    const code = formState.errors[name]?.message;
    return code === undefined ? failures[name] : (texts.errors[name][code] ?? code);
  };
  const idOf = (name: GiftField) => `gift-${fields.line}-${name}`;
  const hintOf = (name: GiftField) => (name === "message" ? texts.messageHint : undefined);
  const told = (name: GiftField) => ({ hint: hintOf(name), error: errorOf(name) });
  const control = (name: GiftField) => ({
    ...fieldAria(idOf(name), told(name)),
    autoFocus: first === name,
    defaultValue: noted[name],
    className: inputClass,
    ...register(name),
  });
  const field = (name: GiftField) => ({ id: idOf(name), label: texts.labels[name], ...told(name) });
  const open = first !== undefined || refused !== null;
  return (
    <details open={open || undefined} className="text-sm">
      <summary className="link inline-flex min-h-12 list-none items-center [&::-webkit-details-marker]:hidden">
        {texts.summary}
      </summary>
      <form
        ref={form}
        action={send}
        onSubmit={(event) => void submit(event)}
        noValidate
        className="grid gap-4 pt-1 text-base"
      >
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <p className="text-sm text-ink-2">{texts.lead}</p>
        <Field {...field("email")}>
          <input {...control("email")} type="email" autoComplete="off" dir="ltr" required maxLength={254} />
        </Field>
        <Field {...field("from")}>
          <input {...control("from")} autoComplete="name" required maxLength={60} />
        </Field>
        <Field {...field("message")}>
          <textarea
            {...control("message")}
            rows={3}
            maxLength={400}
            className={`${inputClass} py-3 font-normal`}
          />
        </Field>
        <SubmitButton tone="quiet" pending={texts.pending}>
          {texts.submit}
        </SubmitButton>
        <p role="alert" className="text-sm font-semibold text-clay empty:hidden">
          {refused}
        </p>
      </form>
    </details>
  );
}
