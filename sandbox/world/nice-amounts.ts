/** Local denominations near what a provider sells: 1, 2, 5, 10 … times a power of ten, in whole units of the currency. */
const STEPS = [1, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The nice number nearest to `value`, at least 1; `value` and result in major units. */
export function roundNicely(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const nearest = STEPS.map((step) => step * power).reduce((best, next) =>
    Math.abs(next - value) < Math.abs(best - value) ? next : best,
  );
  return Math.max(1, Math.round(nearest));
}
