import { useTranslations } from "next-intl";
import { Chip, type ChipTone } from "@/components/ui/chip";
import type { RateView } from "@/lib/catalog/prices/types";
import { DataTable } from "../data-table";
import { ActionForm } from "../settle/action-form";
import type { FormAction } from "../settle/form-state";
import { When } from "../when";

const TONES: Record<RateView["state"], ChipTone> = { fresh: "ok", ageing: "wait", old: "bad" };

/** A decimal without its last noughts, ten places at most. */
const shortRate = (rate: string): string => {
  const [whole = "", part = ""] = rate.split(".");
  const kept = part.slice(0, 10).replace(/0+$/, "");
  return kept ? `${whole}.${kept}` : whole;
};

/** Every rate with its age, those set by hand first. */
export function RateTable({ rates, end }: { rates: RateView[]; end: FormAction | null }) {
  const t = useTranslations("staff-prices.rates");
  return (
    <DataTable
      caption={t("caption")}
      rows={rates}
      keyOf={({ currency }) => currency}
      columns={[
        { head: t("currency"), cell: ({ currency }) => currency },
        { head: t("rate"), cell: ({ rate }) => <span className="num">{shortRate(rate)}</span>, atEnd: true },
        { head: t("age"), cell: ({ at }) => at && <When at={at} /> },
        {
          head: t("state"),
          cell: ({ state, at }) => at && <Chip tone={TONES[state]}>{t(`states.${state}`)}</Chip>,
        },
        {
          head: t("byHand"),
          cell: ({ byHand, currency }) =>
            byHand && (
              <div className="grid gap-2">
                <span>
                  {t.rich("byHandLine", {
                    rate: shortRate(byHand.rate),
                    until: () => <When at={byHand.until} />,
                    reason: byHand.reason,
                    by: byHand.by,
                  })}
                </span>
                {end && (
                  <ActionForm
                    id={`end-${currency}`}
                    action={end}
                    fields={{ currency, seen: byHand.id }}
                    texts={{ button: t("end"), pending: t("ending") }}
                  />
                )}
              </div>
            ),
        },
      ]}
    />
  );
}
