"use client";

import { useEffect } from "react";

/** After a `g` the next key leads to a page, for so long, in milliseconds. */
const SEQUENCE_MS = 1500;

/** Keys of one page, before those of all pages: never while one types or a dialog is open, with a modifier, or after a `g`. */
export function usePageKeys(keys: Record<string, () => void>): void {
  useEffect(() => {
    let begun = 0;
    const listen = (event: KeyboardEvent) => {
      const busy = (event.target as Element | null)?.matches(
        "input:not([type=radio]), textarea, select, dialog[open] *",
      );
      if (busy || event.ctrlKey || event.metaKey || event.altKey) return;
      const second = Date.now() - begun < SEQUENCE_MS;
      begun = event.key === "g" && !second ? Date.now() : 0;
      const act = second ? undefined : keys[event.key];
      if (!act) return;
      event.preventDefault();
      // A list of the keys of all pages must not take them for its own.
      event.stopPropagation();
      act();
    };
    document.addEventListener("keydown", listen, true);
    return () => document.removeEventListener("keydown", listen, true);
  }, [keys]);
}

/** Moves the focus among the things that a selector finds, from the one that has it, or else from `open`. */
export function moveFocus(selector: string, by: 1 | -1, open?: string): void {
  const found = [...document.querySelectorAll<HTMLElement>(selector)];
  const at = found.findIndex((one) => one === document.activeElement);
  const known = open ? found.findIndex((one) => one.matches(open)) : -1;
  const from = at >= 0 ? at : known >= 0 ? known : by === 1 ? -1 : found.length;
  found[Math.min(Math.max(from + by, 0), found.length - 1)]?.focus();
}
