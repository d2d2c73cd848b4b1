import type { ReactNode } from "react";

export interface ChartKey {
  name: string;
  /** The same look as in the drawing. */
  mark: ReactNode;
}

/** What a chart is called, and what is drawn how. */
export function ChartCaption({ title, keys }: { title: string; keys: readonly ChartKey[] }) {
  return (
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
  );
}
