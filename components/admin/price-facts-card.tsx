import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { NO_CURRENCY } from "@/lib/core/money";
import type { StaffOrder } from "@/lib/reports/types";
import { Amount, MicroAmount } from "./amount";
import { Fact, FactList } from "./fact-list";

/** What the buyer was quoted, and what we thought it would cost us. */
export function PriceFactsCard({ order: { price, parcel, quotedCost } }: { order: StaffOrder }) {
  const t = useTranslations("admin.order");
  return (
    <Card className="sm:p-4">
      <h2 className="mb-3 text-base">{t("price")}</h2>
      <FactList>
        <Fact label={t("label.face")}>
          {price.face.currency === NO_CURRENCY ? parcel : <Amount of={price.face} />}
        </Fact>
        <Fact label={t("label.worth")}>{price.worth && <Amount of={price.worth} />}</Fact>
        <Fact label={t("label.rateAdds")}>{price.rateAdds && <Amount of={price.rateAdds} />}</Fact>
        <Fact label={t("label.fee")}>
          <Amount of={price.fee} />
        </Fact>
        <Fact label={t("label.tax")}>{price.tax && <Amount of={price.tax} />}</Fact>
        <Fact label={t("label.total")}>
          <Amount of={price.total} />
        </Fact>
        <Fact label={t("label.quotedCost")}>
          <MicroAmount of={quotedCost} />
        </Fact>
      </FactList>
    </Card>
  );
}
