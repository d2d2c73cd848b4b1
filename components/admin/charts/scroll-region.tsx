import type { ReactNode } from "react";

/** What may be wider than the page scrolls by itself, by finger and by keyboard. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div
      role="region"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-sm"
    >
      {children}
    </div>
  );
}
