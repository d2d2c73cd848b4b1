import type { ReactNode } from "react";

export interface ChartKey {
  name: string;
  /** The same look as in the drawing. */
  mark: ReactNode;
}

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
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
        <span className="font-bold">{title}</span>
        <span className="flex flex-wrap gap-x-3 text-xs text-ink-2">
          {keys.map(({ name, mark }) => (
            <span key={name} className="inline-flex items-center gap-1.5">
              <svg aria-hidden width="16" height="10">
                {mark}
              </svg>
              {name}
            </span>
          ))}
        </span>
      </figcaption>
      <p className="num mt-2 border-t border-dashed border-rule pt-0.5 text-end text-xs text-ink-3">{top}</p>
      {children}
      <p className="num flex justify-between border-t border-rule-strong pt-1 text-xs text-ink-3">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
    </figure>
  );
}
