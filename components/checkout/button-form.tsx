"use client";

import { useActionState } from "react";
import type { ButtonTone } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";

export interface ButtonState {
  failure: { text: string } | null;
}

export type ButtonAction = (state: ButtonState, form: FormData) => Promise<ButtonState>;

/** One button that does one thing on the server; a refusal stands below it and is read aloud. Works without JavaScript. */
export function ButtonForm({
  action,
  fields,
  tone,
  size = "usual",
  texts,
  label,
}: {
  action: ButtonAction;
  /** Hidden fields. */
  fields: Record<string, string>;
  tone: ButtonTone;
  /** `small`: one of many such buttons. */
  size?: "usual" | "small";
  texts: { button: string; pending: string };
  /** What it does, where the button alone does not tell those who cannot see what it stands beside. */
  label?: string;
}) {
  const [state, send] = useActionState(action, { failure: null });
  return (
    <form action={send} className="grid gap-2">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton
        tone={tone}
        pending={texts.pending}
        label={label}
        className={size === "small" ? "min-h-12! px-4! text-sm!" : ""}
      >
        {texts.button}
      </SubmitButton>
      <p role="alert" className="text-sm font-semibold text-clay empty:hidden">
        {state.failure?.text}
      </p>
    </form>
  );
}
