import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { PriceDesk } from "@/lib/catalog/prices/types";
import { BUYER_CURRENCIES } from "@/lib/core/buyer-currencies";
import { formatMoney } from "@/lib/core/money";
import { Fact, FactList } from "../fact-list";

/** What is set beside the rules. */
export function SettingFacts({
  desk: { rounding, spreadPercent, cardFee, measuredCardFee },
}: {
  desk: Pick<PriceDesk, "rounding" | "spreadPercent" | "cardFee" | "measuredCardFee">;
}) {
  const t = useTranslations("staff-prices");
  const locale = useLocale();
  return (
    <Card className="max-w-[34rem] sm:p-4">
      <FactList>
        {BUYER_CURRENCIES.map((currency) => (
          <Fact key={currency} label={t("rules.rounding", { currency })}>
            {t(`words.rounding.${rounding[currency] ?? "minor"}`)}
          </Fact>
        ))}
        <Fact label={t("rules.spread")}>{t("rules.spreadValue", { percent: spreadPercent })}</Fact>
        <Fact label={t("rules.cardFee")}>
          {t("rules.cardFeeValue", {
            percent: cardFee.percent,
            flat: formatMoney(cardFee.flat, locale),
          })}
        </Fact>
        <Fact label={t("rules.cardFeeMeasured")}>
          {measuredCardFee && t("rules.spreadValue", { percent: measuredCardFee })}
        </Fact>
      </FactList>
    </Card>
  );
}
