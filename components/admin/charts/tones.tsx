export type Tone = "ink" | "marigold" | "hollow";

/** Ink is full, marigold and hollow have an edge: they can be told apart without colour. */
export const TONES: Record<Tone, string> = {
  ink: "fill-ink stroke-ink",
  marigold: "fill-marigold stroke-ink",
  hollow: "fill-surface stroke-ink-3",
};

/** A bar of that look beside its name. */
export const ToneMark = ({ tone }: { tone: Tone }) => (
  <rect x="1" y="1" width="14" height="8" className={TONES[tone]} />
);
