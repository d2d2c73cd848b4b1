import type { ReactNode } from "react";

/** A part of a staff page under its own heading. */
export function Section({
  id,
  title,
  note,
  aside,
  children,
}: {
  id: string;
  title: ReactNode;
  note?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="mt-8">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="text-lg">
          {title}
        </h2>
        {aside}
      </div>
      {note && <p className="mb-3 max-w-[70ch] text-sm text-ink-2">{note}</p>}
      {children}
    </section>
  );
}
