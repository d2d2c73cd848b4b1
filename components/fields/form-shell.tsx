"use client";

import type { FormEvent, ReactNode, Ref } from "react";
import { Notice } from "@/components/ui/notice";

/** A form that works without scripts: its hidden fields, and a refusal that concerns no field at its head. */
export function FormShell({
  form,
  action,
  onSubmit,
  scripted,
  hidden,
  refusal,
  notice,
  title,
  children,
}: {
  form: Ref<HTMLFormElement>;
  action: (form: FormData) => void;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** Scripts check it: the browser's own messages stay away. */
  scripted: boolean;
  hidden: Record<string, string>;
  refusal: string | null | undefined;
  notice: Ref<HTMLDivElement>;
  /** Heads a refusal: "That did not work." */
  title: string;
  children: ReactNode;
}) {
  return (
    <form ref={form} action={action} onSubmit={onSubmit} noValidate={scripted} className="grid gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {refusal && (
        <div ref={notice} tabIndex={-1} autoFocus className="rounded-md">
          <Notice tone="bad" title={title} live>
            {refusal}
          </Notice>
        </div>
      )}
      {children}
    </form>
  );
}
