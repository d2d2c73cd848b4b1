import { useTranslations } from "next-intl";
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import type { RuleView } from "@/lib/catalog/prices/types";
import { money } from "@/lib/core/money";
import { Amount } from "../amount";
import { DataTable } from "../data-table";
import { useScopeWords } from "./use-scope-words";

/** Margin rules in the order in which they are looked through. */
export function RuleTable({ rules, mayChange }: { rules: RuleView[]; mayChange: boolean }) {
  const t = useTranslations("staff-prices.rules");
  const words = useScopeWords();
  return (
    <DataTable
      caption={t("caption")}
      rows={rules}
      keyOf={({ id }) => id}
      columns={[
        { head: t("scope"), cell: ({ scope, operator }) => words(scope, operator) },
        { head: t("percent"), cell: ({ percent }) => <span className="num">{percent} %</span>, atEnd: true },
        {
          head: t("least"),
          cell: ({ leastMinor, currency }) => leastMinor > 0 && <Amount of={money(leastMinor, currency)} />,
          atEnd: true,
        },
        {
          head: t("flat"),
          cell: ({ flatMinor, currency }) => <Amount of={money(flatMinor, currency)} />,
          atEnd: true,
        },
        { head: t("losing"), cell: ({ mayLose }) => mayLose && <Chip tone="wait">{t("mayLose")}</Chip> },
        {
          head: t("change"),
          cell: ({ id, scope, operator }) =>
            mayChange && (
              <Link
                href={`/admin/prices/change?rule=${id}`}
                className="link inline-flex min-h-6 items-center"
                aria-label={t("changeNamed", { scope: words(scope, operator) })}
              >
                {t("change")}
              </Link>
            ),
        },
      ]}
    />
  );
}
