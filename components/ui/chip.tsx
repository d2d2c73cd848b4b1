import type { ReactNode } from "react";

export type ChipTone = "plain" | "info" | "wait" | "ok" | "bad";

const TONES: Record<ChipTone, string> = {
  plain: "bg-sunk text-ink-2",
  info: "bg-sky-wash text-sky",
  wait: "bg-marigold-wash text-ink",
  ok: "bg-leaf-wash text-leaf",
  bad: "bg-clay-wash text-clay",
};

/** A word or two of state; the word carries the meaning, the colour only helps. */
export function Chip({ tone = "plain", children }: { tone?: ChipTone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-semibold whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
