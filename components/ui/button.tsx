import type { ComponentProps } from "react";

export type ButtonTone = "next" | "quiet" | "danger";

const TONES: Record<ButtonTone, string> = {
  /** The single next step of a page. */
  next: "bg-marigold text-on-marigold hover:bg-marigold-deep",
  quiet: "border-[1.5px] border-rule bg-transparent text-ink hover:border-rule-strong",
  danger: "border-[1.5px] border-clay bg-transparent text-clay hover:bg-clay-wash",
};

/** Look of a button, for links that look like one. */
export function buttonClass(tone: ButtonTone = "next"): string {
  return `inline-flex min-h-13 items-center justify-center gap-2 rounded-md px-5 py-2 text-center text-base leading-tight font-bold no-underline disabled:opacity-60 ${TONES[tone]}`;
}

/** A plain button; `SubmitButton` is the one that sends a form. */
export function Button({
  tone = "next",
  className = "",
  type = "button",
  ...rest
}: ComponentProps<"button"> & { tone?: ButtonTone }) {
  return <button type={type} className={`${buttonClass(tone)} ${className}`} {...rest} />;
}
