import { useLocale } from "next-intl";
import { formatMoney, type Micros, type Money } from "@/lib/core/money";

/** Money as the locale writes it. */
export function Amount({ of }: { of: Money }) {
  const locale = useLocale();
  return <span className="num whitespace-nowrap">{formatMoney(of, locale)}</span>;
}

/** Books and costs to the millionth, without rounding: `−6.500000 USD` with its useless noughts cut. */
export function MicroAmount({ of }: { of: Micros }) {
  const digits = String(Math.abs(of.micros)).padStart(7, "0");
  const fraction = digits.slice(-6).replace(/0{1,4}$/, "");
  const whole = Number(digits.slice(0, -6)).toLocaleString(useLocale());
  return (
    <span className="num whitespace-nowrap">
      {of.micros < 0 ? "−" : ""}
      {whole}.{fraction} {of.currency}
    </span>
  );
}
