import type { ReactNode } from "react";
import { ChartCaption, type ChartKey } from "./chart-caption";

/** What surrounds a drawing: its name, what is drawn how, its top value and the ends of its time. The drawing itself says nothing that the table does not. */
export function ChartFrame({
  title,
  keys,
  top,
  ends,
  children,
}: {
  title: string;
  keys: readonly ChartKey[];
  /** The value at its upper edge. */
  top: string;
  ends: readonly [string, string];
  children: ReactNode;
}) {
  return (
    <figure className="min-w-0 rounded-md border border-rule bg-surface px-4 pt-3 pb-2">
      <ChartCaption title={title} keys={keys} />
      <p className="num mt-2 border-t border-dashed border-rule pt-0.5 text-end text-xs text-ink-3">{top}</p>
      {children}
      <p className="num flex justify-between border-t border-rule-strong pt-1 text-xs text-ink-3">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
    </figure>
  );
}
