import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { Flag } from "@/components/ui/flag";
import type { SalesView, Slice, SliceScope } from "@/lib/reports/types";
import { Section } from "../section";
import { FiguresTable } from "./figures-table";
import { providerTitle } from "../provider-title";

const SCOPES: readonly SliceScope[] = ["country", "operator", "provider", "kind"];

/** The period by country, operator, provider and kind; each name leads to its orders. */
export function SliceTables({
  sales,
  withProfit,
  within,
}: {
  sales: SalesView;
  withProfit: boolean;
  /** The period as the list of orders takes it. */
  within: Record<string, string>;
}) {
  const t = useTranslations("staff-numbers.slices");
  const kinds = useTranslations("catalog.operator.kinds");
  const locale = useLocale();
  const countries = new Intl.DisplayNames(locale, { type: "region" });
  const named = (scope: SliceScope, { key, name }: Slice): string => {
    if (scope === "country") return countries.of(key) ?? key;
    if (scope === "provider") return providerTitle(name);
    return scope === "kind" ? kinds(key as Parameters<typeof kinds>[0]) : name;
  };
  return SCOPES.filter((scope) => sales.slices[scope].length > 0).map((scope) => (
    <Section
      key={scope}
      id={`by-${scope}`}
      title={t(`${scope}.title`)}
      note={sales.more[scope] > 0 ? t("more", { count: sales.more[scope] }) : undefined}
    >
      <FiguresTable
        caption={t(`${scope}.title`)}
        first={t(`${scope}.head`)}
        withProfit={withProfit}
        rows={sales.slices[scope].map((slice) => ({
          key: slice.key,
          figures: slice.figures,
          name: (
            <Link
              href={`/admin/orders?${new URLSearchParams({ [scope]: slice.key, ...within }).toString()}`}
              prefetch={false}
              className="link inline-flex items-center gap-2"
            >
              {slice.country && <Flag country={slice.country} width={21} />}
              {named(scope, slice)}
            </Link>
          ),
        }))}
      />
    </Section>
  ));
}
