import { useLocale, useTranslations } from "next-intl";
import { formatMoney, money } from "@/lib/core/money";
import type { NamedOperator, RuleScope } from "@/lib/catalog/prices/types";

/** How a rule says what it is for: `MTN (Nigeria), Airtime, through reloadly`. */
export function useScopeWords() {
  const t = useTranslations("staff-prices.words");
  const locale = useLocale();
  const regions = new Intl.DisplayNames(locale, { type: "region" });
  const dollars = (minor: number) => formatMoney(money(minor, "USD"), locale);
  const bandOf = ({ fromMinor, belowMinor }: RuleScope): string | null => {
    if (fromMinor !== null && belowMinor !== null)
      return t("band", { from: dollars(fromMinor), below: dollars(belowMinor) });
    if (fromMinor !== null) return t("from", { from: dollars(fromMinor) });
    return belowMinor === null ? null : t("below", { below: dollars(belowMinor) });
  };
  return (scope: RuleScope, operator: NamedOperator | null | undefined): string => {
    const { country, kind, provider } = scope;
    const parts = [
      operator && t("operator", { name: operator.name, country: regions.of(operator.country) ?? "" }),
      country && regions.of(country),
      kind && t(`kind.${kind as "airtime"}`),
      provider && t("through", { provider }),
      bandOf(scope),
    ].filter((part) => typeof part === "string");
    return parts.length > 0 ? parts.join(", ") : t("everything");
  };
}
