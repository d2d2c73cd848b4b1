import { toDecimal, type Money } from "@/lib/core/money";

/** What one unit of what is paid brings: at mid-market, and at the price before the fee. As text of four digits or more. */
export interface WrittenRate extends Record<string, string> {
  paid: string;
  face: string;
  mid: string;
  ours: string;
}

/** Undefined where both are the same currency, or nothing can be told of a rate. */
export function writeRate(
  { face, worth, rateAdds }: { face: Money; worth: Money; rateAdds: Money },
  locale: string,
): WrittenRate | undefined {
  const cost = { ...worth, minor: worth.minor + rateAdds.minor };
  if (face.currency === worth.currency || worth.minor <= 0 || cost.minor <= 0) return undefined;
  const format = new Intl.NumberFormat(locale, { maximumSignificantDigits: 5 });
  // For reading alone: nothing is reckoned with it.
  const per = (paid: Money) => format.format(Number(toDecimal(face)) / Number(toDecimal(paid)));
  return { paid: worth.currency, face: face.currency, mid: per(worth), ours: per(cost) };
}
