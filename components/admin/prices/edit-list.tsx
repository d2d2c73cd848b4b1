import { useLocale, useTranslations } from "next-intl";
import type { NamedOperator, PriceEdit } from "@/lib/catalog/prices/types";
import { formatMoney, money } from "@/lib/core/money";
import { useScopeWords } from "./use-scope-words";

function useEditWords(operators: Record<string, NamedOperator>) {
  const t = useTranslations("staff-prices");
  const locale = useLocale();
  const words = useScopeWords();
  const regions = new Intl.DisplayNames(locale, { type: "region" });
  const flat = (minor: number, currency: string) => formatMoney(money(minor, currency), locale);
  const ofRule = ({ terms }: Extract<PriceEdit, { what: "rule" }>): string => {
    if (!terms) return t("edits.goneUnknown");
    const { scope, percent, leastMinor, flatMinor, currency } = terms;
    return t("edits.rule", {
      scope: words(scope, operators[scope.operatorId ?? ""]),
      percent,
      least: flat(leastMinor, currency),
      flat: flat(flatMinor, currency),
    });
  };
  return (edit: PriceEdit): string => {
    switch (edit.what) {
      case "rule":
        return ofRule(edit);
      case "rounding":
        return t("edits.rounding", {
          currency: edit.currency,
          to: t(`words.rounding.${edit.to ?? "minor"}`),
        });
      case "spread":
        return t("edits.spread", { percent: edit.percent ?? "0" });
      case "card-fee":
        return edit.fee
          ? t("edits.cardFee", { percent: edit.fee.percent, flat: formatMoney(edit.fee.flat, locale) })
          : t("edits.cardFeeUsual");
      case "tax":
        return t(edit.on ? "edits.taxOn" : "edits.taxOff");
      case "tax-rate": {
        const country = regions.of(edit.country) ?? edit.country;
        return edit.rate ? t("edits.taxRate", { country, ...edit.rate }) : t("edits.taxGone", { country });
      }
    }
  };
}

/** What a version changes, a line each. */
export function EditList({
  edits,
  operators,
}: {
  edits: PriceEdit[];
  operators: Record<string, NamedOperator>;
}) {
  const words = useEditWords(operators);
  return (
    <ul className="grid list-disc gap-1 ps-5 text-sm">
      {edits.map((edit) => (
        <li key={JSON.stringify(edit)}>{words(edit)}</li>
      ))}
    </ul>
  );
}
