import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { StopStatus } from "@/lib/orders/types";
import styles from "./line.module.css";
import { StopMark } from "./stop-mark";

/** One stop with its texts already written in the reader's language. */
export interface LineStop {
  name: string;
  note: ReactNode;
  status: StopStatus;
  /** When it was reached, beside the name on the way down and below the note on the way across. */
  time?: ReactNode;
  /** What happened on the way to it, oldest first. */
  steps?: { key: string; time: ReactNode; text: string }[];
}

const RAIL: Record<StopStatus, string> = {
  done: "bg-leaf",
  now: "bg-rule",
  doubt: "bg-rule",
  todo: "bg-rule",
  bad: "bg-rule",
};

const LAYOUT = {
  down: { list: "", stop: "pb-6 ps-9 last:pb-0", rail: styles.railDown, time: "ms-auto" },
  across: {
    list: "sm:grid-flow-col sm:auto-cols-fr",
    stop: "pb-6 ps-9 last:pb-0 sm:pb-0 sm:ps-0 sm:pe-4 sm:pt-8 sm:last:pe-0",
    rail: styles.railAcross,
    time: "ms-auto sm:ms-0 sm:order-1 sm:basis-full",
  },
} as const;

/**
 * The line: Reserved — Sent — Delivered — Charged, with failure and doubt drawn on it. `across` runs down on narrow screens. Rendered on
 * the server; only the current stop moves, and not for those who asked for stillness.
 */
export function Line({ stops, direction }: { stops: LineStop[]; direction: "across" | "down" }) {
  const said = useTranslations("orders.status");
  const layout = LAYOUT[direction];
  return (
    <ol className={`grid [print-color-adjust:exact] ${layout.list}`}>
      {stops.map(({ name, note, status, time, steps = [] }, index) => (
        <li
          key={name}
          aria-current={status === "now" || status === "doubt" ? "step" : undefined}
          className={`relative ${layout.stop}`}
        >
          {index < stops.length - 1 && <span aria-hidden className={`${layout.rail} ${RAIL[status]}`} />}
          <StopMark status={status} />
          <p className="flex flex-wrap items-baseline gap-x-3 leading-snug">
            <span
              className={`font-[650] ${status === "bad" ? "text-clay" : status === "todo" ? "text-ink-2" : "text-ink"}`}
            >
              {name}
              <span className="sr-only">: {said(status)}</span>
            </span>
            {time && <span className={`text-xs text-ink-3 tabular-nums ${layout.time}`}>{time}</span>}
            {note && <span className="basis-full text-xs text-ink-3 tabular-nums">{note}</span>}
          </p>
          {steps.length > 0 && (
            <ul className="mt-1.5 grid gap-1 border-s border-rule ps-3 text-xs text-ink-2 tabular-nums">
              {steps.map((step) => (
                <li key={step.key} className="flex flex-wrap justify-between gap-x-3">
                  <span>{step.text}</span>
                  <span className="text-ink-3">{step.time}</span>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}
