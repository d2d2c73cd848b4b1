"use client";

import { moveFocus, usePageKeys } from "../use-page-keys";

/** The card that has the focus, by its name. */
const cardInHand = (): Element | null =>
  document.activeElement?.matches("[data-unmapped]")
    ? document.activeElement.closest("[data-suggested]")
    : null;

/** Decides for the first name that was suggested; where none was, nothing happens. */
function accept(): void {
  const card = cardInHand();
  const suggested = card?.getAttribute("data-suggested");
  const choice = card?.querySelector<HTMLSelectElement>('select[name="to"]');
  if (!suggested || !choice) return;
  choice.value = suggested;
  choice.form?.requestSubmit();
}

const KEYS: Record<string, () => void> = {
  j: () => moveFocus("[data-unmapped]", 1),
  k: () => moveFocus("[data-unmapped]", -1),
  y: accept,
};

/** Mapping by keyboard: next name, previous one, its form by Enter, and the first suggestion taken, which can be taken back. */
export function MappingKeys() {
  usePageKeys(KEYS);
  return null;
}
