"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { buttonClass, type ButtonTone } from "./button";

/** Sends its form once: while the answer is under way it is disabled and says so. */
export function SubmitButton({
  children,
  pending: pendingText,
  tone = "next",
  className = "",
  name,
  value,
  label,
  describedBy,
}: {
  children: ReactNode;
  /** What it says meanwhile: "Looking up the operator". */
  pending?: string;
  tone?: ButtonTone;
  className?: string;
  name?: string;
  value?: string;
  /** Read aloud in place of what it says. */
  label?: string | undefined;
  /** Id of what says what it will do. */
  describedBy?: string | undefined;
}) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      name={name}
      value={value}
      disabled={pending}
      aria-label={label}
      aria-describedby={describedBy}
      className={`${buttonClass(tone)} ${className}`}
    >
      {pending && pendingText ? pendingText : children}
    </button>
  );
}
