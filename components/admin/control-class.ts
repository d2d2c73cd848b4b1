/** Look of staff's controls: denser than the shop's on a desk, as big as a thumb on a phone. */
const CONTROL = "min-h-12 rounded-sm border-[1.5px] px-3 text-sm md:min-h-10";

export const inputClass = `${CONTROL} w-full border-rule-strong bg-surface font-semibold text-ink placeholder:font-normal placeholder:text-ink-3`;

export const buttonClass = `${CONTROL} inline-flex items-center justify-center border-rule bg-surface font-bold text-ink no-underline hover:border-rule-strong`;
