import { useLocale, useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { countryName } from "@/lib/phone/country-name";
import type { RunningPromotion } from "@/lib/reports/types";
import { DataTable } from "../data-table";
import { providerTitle } from "../provider-title";
import type { FormAction } from "../settle/form-state";
import { FieldForm } from "../supply/field-form";
import { When } from "../when";

function SwitchPromotion({ of, action }: { of: RunningPromotion; action: FormAction }) {
  const t = useTranslations("staff-cases.promo");
  const verb = of.hidden ? "show" : "hide";
  return (
    <details className="max-w-[18rem] text-start md:min-w-[9rem]">
      <summary className="min-h-6 cursor-pointer text-sm font-semibold">{t(verb)}</summary>
      <div className="mt-2">
        <FieldForm
          id={`promotion-${of.id}`}
          action={action}
          hidden={{ promotion: of.id, shown: of.hidden ? "yes" : "no", seen: of.title }}
          fields={[{ name: "reason", label: t("reason"), required: true }]}
          texts={{ button: t(verb), pending: t("switching"), label: t(`${verb}Label`, { title: of.title }) }}
        />
      </div>
    </details>
  );
}

/** What providers add just now; who may hides one of them from the shop or shows it again. */
export function PromotionTable({ rows, action }: { rows: RunningPromotion[]; action: FormAction | null }) {
  const t = useTranslations("staff-cases.promo");
  const locale = useLocale();
  return (
    <DataTable
      caption={t("promotions")}
      rows={rows}
      keyOf={({ id, operator }) => `${id} ${operator}`}
      columns={[
        {
          head: t("operator"),
          cell: ({ operator, country }) => `${operator}, ${countryName(country, locale)}`,
        },
        {
          head: t("what"),
          cell: ({ title, description }) => (
            <span className="grid max-w-[36rem] gap-0.5">
              <span className="font-semibold">{title}</span>
              <span className="text-xs text-ink-2">{description}</span>
            </span>
          ),
        },
        { head: t("provider"), cell: ({ provider }) => providerTitle(provider) },
        { head: t("until"), cell: ({ endsAt }) => <When at={endsAt} /> },
        {
          head: t("inShop"),
          cell: ({ hidden }) =>
            hidden ? (
              <span className="grid gap-0.5 text-xs text-ink-2">
                <span>
                  <Chip tone="wait">{t("hiddenFromShop")}</Chip>
                </span>
                <span className="[overflow-wrap:anywhere]">{hidden.reason}</span>
                <When at={hidden.at} />
              </span>
            ) : (
              <Chip tone="ok">{t("shownInShop")}</Chip>
            ),
        },
        ...(action
          ? [
              {
                head: t("switch"),
                cell: (of: RunningPromotion) => <SwitchPromotion of={of} action={action} />,
              },
            ]
          : []),
      ]}
    />
  );
}
