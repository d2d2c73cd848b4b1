import { useLocale } from "next-intl";
import { formatMoney, type Money } from "@/lib/core/money";

function isMoney(value: unknown): value is Money {
  if (typeof value !== "object" || value === null || !("minor" in value) || !("currency" in value))
    return false;
  return Number.isSafeInteger(value.minor) && typeof value.currency === "string";
}

function write(value: unknown, locale: string): string {
  if (typeof value === "string") return value;
  return isMoney(value) ? formatMoney(value, locale) : JSON.stringify(value);
}

/** What was kept of an answer or event, name by name; inner things as JSON. */
export function JsonView({ of }: { of: Record<string, unknown> }) {
  const locale = useLocale();
  return (
    <span className="grid gap-0.5 text-xs">
      {Object.entries(of).map(([name, value]) => (
        <span key={name} className="[overflow-wrap:anywhere]">
          <span className="text-ink-3">{name}</span> <span className="font-mono">{write(value, locale)}</span>
        </span>
      ))}
    </span>
  );
}
