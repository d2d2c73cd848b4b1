"use client";

import { useActionState, useEffect, useRef, type ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import type { StartChoice } from "./start-choice";

/** A form of choices, each a button that posts itself. A refusal is shown above them, and nothing of it needs a script. */
export function ChoiceForm({
  action,
  fields,
  title,
  children,
}: {
  action: StartChoice;
  /** Hidden fields that all choices share. */
  fields: Record<string, string>;
  /** Heads a refusal: "Nothing was charged." */
  title: string;
  children: ReactNode;
}) {
  const [{ failure }, send] = useActionState(action, { failure: null, typed: {} });
  const refusal = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure) refusal.current?.focus();
  }, [failure]);
  return (
    <form action={send} className="grid gap-3">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {failure && (
        <div ref={refusal} tabIndex={-1} autoFocus className="rounded-md">
          <Notice tone="bad" title={title} live>
            {failure.text}
          </Notice>
        </div>
      )}
      {children}
    </form>
  );
}
