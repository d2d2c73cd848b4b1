import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { StaffNumber } from "@/lib/reports/types";
import { Fact, FactList } from "./fact-list";
import { providerTitle } from "./provider-title";
import { When } from "./when";

/** What was known of the number's operator, and by whom. */
export function LookedUpCard({ number }: { number: StaffNumber }) {
  const t = useTranslations("admin.order.lookedUp");
  const confidence = `confidence.${number.confidence}` as Parameters<typeof t.has>[0];
  return (
    <Card className="sm:p-4">
      <h2 className="mb-3 text-base">{t("title")}</h2>
      <FactList>
        <Fact label={t("sure")}>{t.has(confidence) ? t(confidence) : number.confidence}</Fact>
        {number.candidates.map(({ name, said }) => (
          <Fact key={name} label={name}>
            {said.map(providerTitle).join(", ")}
          </Fact>
        ))}
        <Fact label={t("prefix")}>{number.prefixName}</Fact>
        <Fact label={t("refuses")}>{number.refuses.join(", ")}</Fact>
        <Fact label={t("typed")}>
          <When at={number.typedAt} />
        </Fact>
      </FactList>
      {number.lookups.length > 0 && (
        <>
          <h3 className="mt-4 mb-2 text-sm">{t("now")}</h3>
          <FactList>
            {number.lookups.map(({ provider, name, supports, askedAt }) => (
              <Fact key={provider} label={providerTitle(provider)}>
                {name ?? t("none")}
                {supports && <span className="block text-xs font-normal">{supports.join(", ")}</span>}
                <span className="block text-xs font-normal text-ink-3">
                  <When at={askedAt} />
                </span>
              </Fact>
            ))}
          </FactList>
        </>
      )}
    </Card>
  );
}
