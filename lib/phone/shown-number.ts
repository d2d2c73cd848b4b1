import { formatInternational } from "./format-international";
import { maskNumber } from "./mask-number";

/** A number as its page shows it: whole, or in part where somebody else asked for a top-up to it. */
export const shownNumber = ({ number, masked }: { number: string; masked: boolean }): string =>
  masked ? maskNumber(number) : formatInternational(number);
