import { useLocale } from "next-intl";
import { formatMoney, type Money } from "@/lib/core/money";

function isMoney(value: unknown): value is Money {
  if (typeof value !== "object" || value === null || !("minor" in value) || !("currency" in value))
    return false;
  return Number.isSafeInteger(value.minor) && typeof value.currency === "string";
}

const isNested = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !isMoney(value);

/** `passedOver` and `passed_over` as words. */
const wordsOf = (name: string): string =>
  name.replaceAll(/[-_]/g, " ").replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Everything inside, each with the way to it: `passed over 1 provider`. */
function flatten(value: unknown, way: string[]): { way: string; value: unknown }[] {
  const isList = Array.isArray(value) && !value.some(isNested);
  if (!isNested(value) || isList) return [{ way: way.join(" "), value }];
  return Object.entries(value).flatMap(([name, inner]) =>
    flatten(inner, [...way, Array.isArray(value) ? String(Number(name) + 1) : wordsOf(name)]),
  );
}

function write(value: unknown, locale: string): string {
  if (Array.isArray(value)) return value.map((one) => write(one, locale)).join(", ");
  if (value === null || value === undefined) return "–";
  return isMoney(value) ? formatMoney(value, locale) : String(value);
}

/** What was kept of an answer, an event or an act, name by name. */
export function KeptFacts({ of }: { of: Record<string, unknown> }) {
  const locale = useLocale();
  return (
    <span className="grid gap-0.5 text-xs">
      {flatten(of, []).map(({ way, value }) => (
        <span key={way} className="[overflow-wrap:anywhere]">
          <span className="text-ink-3">{way}</span> <span className="font-mono">{write(value, locale)}</span>
        </span>
      ))}
    </span>
  );
}
