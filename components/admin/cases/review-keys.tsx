"use client";

import { useEffect } from "react";

const press = (selector: string): boolean => {
  const found = document.querySelector<HTMLElement>(selector);
  found?.click();
  return found !== null;
};

/** The cases of the list, and which of them has the focus or is open. */
function move(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("[data-case]")];
  const at = links.findIndex((link) => link === document.activeElement);
  const open = links.findIndex((link) => link.getAttribute("aria-current") === "true");
  const from = at >= 0 ? at : open >= 0 ? open : by === 1 ? -1 : links.length;
  links[Math.min(Math.max(from + by, 0), links.length - 1)]?.focus();
}

function choose(verdict: number): void {
  const radio = document.querySelectorAll<HTMLInputElement>('[name="verdict"]')[verdict];
  radio?.focus();
  radio?.click();
}

const KEYS: Record<string, () => void> = {
  j: () => move(1),
  k: () => move(-1),
  o: () =>
    void (document.activeElement?.matches("[data-case]") && (document.activeElement as HTMLElement).click()),
  a: () => void press("#take button"),
  u: () => void press("[data-undo] button"),
  "1": () => choose(0),
  "2": () => choose(1),
  "3": () => choose(2),
};

/** The review queue by keyboard: next, open, take, choose, undo. Nothing is decided by a single key. */
export function ReviewKeys() {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const typing = (event.target as Element | null)?.matches("input:not([type=radio]), textarea, select");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const act = KEYS[event.key];
      if (!act) return;
      event.preventDefault();
      // A list of the keys of all pages must not take them for its own.
      event.stopPropagation();
      act();
    };
    document.addEventListener("keydown", listen, true);
    return () => document.removeEventListener("keydown", listen, true);
  }, []);
  return null;
}
