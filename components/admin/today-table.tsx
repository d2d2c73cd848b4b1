import { useTranslations } from "next-intl";
import Link from "next/link";
import type { DeskView } from "@/lib/reports/types";
import { Amount } from "./amount";
import { Section } from "./section";
import { OrderChip } from "./state-chip";

/** Today in numbers, each a bar beside its count. */
export function TodayTable({
  today,
  delivered,
}: {
  today: DeskView["today"];
  delivered: DeskView["deliveredToday"];
}) {
  const t = useTranslations("admin.desk");
  const total = today.reduce((sum, { orders }) => sum + orders, 0);
  if (total === 0)
    return (
      <Section id="today" title={t("today")}>
        <p className="text-sm text-ink-2">{t("noneToday")}</p>
      </Section>
    );
  return (
    <Section
      id="today"
      title={t("today")}
      note={t("todayNote")}
      aside={<span className="text-sm font-semibold">{t("orders", { count: total })}</span>}
    >
      <div className="max-w-[40rem]">
        <table className="w-full text-[0.875rem]">
          <caption className="sr-only">{t("todayNote")}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{t("columns.state")}</th>
              <th scope="col">{t("columns.orders")}</th>
            </tr>
          </thead>
          <tbody>
            {today.map(({ state, orders }) => (
              <tr key={state}>
                <th scope="row" className="w-44 border-b border-rule py-1.5 text-start font-normal">
                  <Link href={`/admin/orders?state=${state}`} prefetch={false}>
                    <OrderChip state={state} />
                  </Link>
                </th>
                <td className="border-b border-rule py-1.5" aria-label={String(orders)}>
                  <span className="flex items-center gap-3">
                    <span aria-hidden className="h-2 flex-1 overflow-hidden rounded-full bg-sunk">
                      <span
                        className="block h-full rounded-full bg-ink"
                        style={{ width: `${(100 * orders) / total}%` }}
                      />
                    </span>
                    <span className="w-14 text-end font-semibold">{orders}</span>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {delivered.length > 0 && (
          <p className="mt-3 flex flex-wrap justify-between gap-x-4 text-sm">
            <span className="text-ink-2">{t("deliveredValue")}</span>
            <span className="flex flex-wrap gap-x-4 font-semibold">
              {delivered.map((amount) => (
                <Amount key={amount.currency} of={amount} />
              ))}
            </span>
          </p>
        )}
      </div>
    </Section>
  );
}
