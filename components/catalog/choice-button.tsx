"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { choiceFrame } from "./choice-card";

/** A choice that posts itself; all of them rest while one is under way. */
export function ChoiceButton({
  name,
  value,
  pendingText,
  children,
}: {
  name: "product" | "amount" | "pick";
  value: string;
  pendingText: string;
  children: ReactNode;
}) {
  const { pending, data } = useFormStatus();
  const chosen = pending && data?.get(name) === value;
  return (
    <button
      type="submit"
      name={name}
      value={value}
      disabled={pending}
      className={`${choiceFrame} relative shadow-rest enabled:hover:border-ink disabled:opacity-60 ${chosen ? "border-ink" : ""}`}
    >
      {children}
      {chosen && (
        <span role="status" className="absolute inset-x-4 bottom-2 bg-surface text-xs font-semibold">
          {pendingText}
        </span>
      )}
    </button>
  );
}
