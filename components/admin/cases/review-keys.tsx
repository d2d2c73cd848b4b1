"use client";

import { moveFocus, usePageKeys } from "../use-page-keys";

const press = (selector: string): void => document.querySelector<HTMLElement>(selector)?.click();

/** To the next or previous case, from the one that has the focus or is open. */
const move = (by: 1 | -1): void => moveFocus("[data-case]", by, '[aria-current="true"]');

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
  a: () => press("#take button"),
  u: () => press("[data-undo] button"),
  "1": () => choose(0),
  "2": () => choose(1),
  "3": () => choose(2),
};

/** The review queue by keyboard: next, open, take, choose, undo. Nothing is decided by a single key. */
export function ReviewKeys() {
  usePageKeys(KEYS);
  return null;
}
