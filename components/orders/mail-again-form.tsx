"use client";

import { useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";

export interface MailAgainState {
  /** What came of it; null before it was pressed. */
  text: string | null;
  bad: boolean;
}

/** Has the order's mail sent once more. What came of it stands below and is read aloud; works without JavaScript. */
export function MailAgainForm({
  action,
  fields,
  texts,
}: {
  action: (state: MailAgainState, form: FormData) => Promise<MailAgainState>;
  /** Hidden fields. */
  fields: Record<string, string>;
  texts: { button: string; pending: string };
}) {
  const [state, send] = useActionState(action, { text: null, bad: false });
  return (
    <form action={send} className="grid gap-2 print:hidden">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton tone="quiet" pending={texts.pending}>
        {texts.button}
      </SubmitButton>
      <p
        role="status"
        className={`text-sm empty:hidden ${state.bad ? "font-semibold text-clay" : "text-ink-2"}`}
      >
        {state.text}
      </p>
    </form>
  );
}
