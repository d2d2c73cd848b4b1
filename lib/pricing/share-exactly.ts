/**
 * Divides a whole number by weights so that the parts sum up to it exactly: what rounding leaves over goes to the largest remainders, of
 * equal ones to the first. Weights are whole and not negative; when all are nought, so are the parts.
 * @throws RangeError for a negative or broken number
 */
export function shareExactly(total: number, weights: readonly number[]): number[] {
  if ([total, ...weights].some((value) => !Number.isSafeInteger(value) || value < 0))
    throw new RangeError("Only whole numbers from nought can be shared");
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(total) * BigInt(weight));
  const parts = exact.map((value) => Number(value / sum));
  const remainders = exact.map((value, index) => ({ index, left: value % sum }));
  const order = remainders.toSorted((a, b) =>
    a.left < b.left ? 1 : a.left > b.left ? -1 : a.index - b.index,
  );
  const over = total - parts.reduce((all, part) => all + part, 0);
  for (const { index } of order.slice(0, over)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
