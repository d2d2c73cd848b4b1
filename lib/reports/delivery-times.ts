const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The scale of times that deliveries are counted on: the end of each step in milliseconds; the last step has none. */
export const TIME_STEPS: readonly number[] = [
  ...[1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50].map((seconds) => seconds * SECOND),
  ...[1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 7, 10, 15, 20, 30, 45, 60, 120, 240, 480, 1440].map(
    (minutes) => minutes * MINUTE,
  ),
];

/** Step of what did not arrive. */
export const NOT_DELIVERED = -1;

/**
 * The time that a share of the counted deliveries did not need longer than: the end of the step that holds the last of them; null without any.
 * @param share above 0, at most 1
 */
export function timeWithin(
  counts: readonly { step: number; orders: number }[],
  share: number,
): number | null {
  const sorted = counts.filter(({ step }) => step >= 0).toSorted((a, b) => a.step - b.step);
  const all = sorted.reduce((sum, { orders }) => sum + orders, 0);
  if (all === 0) return null;
  let passed = 0;
  for (const { step, orders } of sorted) {
    passed += orders;
    if (passed >= all * share) return TIME_STEPS[step] ?? TIME_STEPS.at(-1) ?? null;
  }
  return null;
}

/** The time half of the counted deliveries did not need longer than. */
export const usualTime = (counts: readonly { step: number; orders: number }[]): number | null =>
  timeWithin(counts, 0.5);
