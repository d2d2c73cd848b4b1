import type { StopStatus } from "@/lib/orders/types";
import styles from "./line.module.css";

const FILL: Record<StopStatus, string> = {
  done: "border-leaf bg-leaf text-surface",
  now: `border-marigold bg-marigold ${styles.breathes}`,
  doubt: `border-marigold bg-marigold text-[oklch(0.24_0.035_265)] ${styles.breathes}`,
  todo: "border-rule-strong bg-surface",
  bad: "border-clay bg-clay text-surface",
};

/** Colour never stands alone: tick, question and cross say the same. */
const GLYPH: Partial<Record<StopStatus, string>> = {
  done: "M3.2 6.3 5.2 8.3 8.9 3.9",
  doubt: "M4.2 4.4a1.9 1.9 0 1 1 2.6 1.8c-.5.2-.8.5-.8 1v.2M6 9.3v.01",
  bad: "M3.8 3.8 8.2 8.2M8.2 3.8 3.8 8.2",
};

/** The dot of a stop; decoration, for the status is also written for screen readers. */
export function StopMark({ status }: { status: StopStatus }) {
  const glyph = GLYPH[status];
  return (
    <span
      aria-hidden
      className={`absolute start-0 top-0.5 z-1 grid size-[1.125rem] place-items-center rounded-full border-[3px] transition-colors duration-500 motion-reduce:transition-none ${FILL[status]}`}
    >
      {glyph && (
        <svg viewBox="0 0 12 12" className="absolute size-3.5 fill-none stroke-current stroke-[1.8]">
          <path d={glyph} strokeLinecap="round" strokeLinejoin="round" />
        </svg>
      )}
    </span>
  );
}
