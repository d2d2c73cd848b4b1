import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { Flag } from "@/components/ui/flag";
import { REGIONAL } from "@/lib/catalog/types";
import type { Fared, ProviderHealth } from "@/lib/reports/types";
import { BarChart } from "../charts/bar-chart";
import { DataTable, type Column } from "../data-table";
import { When } from "../when";
import { useWords } from "../use-words";
import { useFigures } from "./use-figures";

/** Errors that are named in a row of a table. */
const NAMED = 3;

/** What went wrong how often; what speaks of the number alone is fainter. */
export function ErrorMix({ errors, most = NAMED }: { errors: Fared["errors"]; most?: number }) {
  const t = useTranslations("staff-supply.health");
  const words = useWords();
  const nameOf = (code: string) =>
    t.has(`ended.${code}` as "ended.in-doubt")
      ? t(`ended.${code}` as "ended.in-doubt")
      : words("verdict", code);
  return (
    <span className="grid gap-0.5 text-xs">
      {errors.slice(0, most).map(({ code, attempts, theirs }) => (
        <span key={code} className={theirs ? "" : "text-ink-3"}>
          {t("mix", { name: nameOf(code), count: attempts })}
        </span>
      ))}
      {errors.length > most && (
        <span className="text-ink-3">{t("more", { count: errors.length - most })}</span>
      )}
    </span>
  );
}

function useFaredColumns<Row extends Fared>(): Column<Row>[] {
  const t = useTranslations("staff-supply.health");
  const figures = useFigures();
  return [
    {
      head: t("attempts"),
      atEnd: true,
      cell: ({ attempts }) => <span className="num">{figures.count(attempts)}</span>,
    },
    {
      head: t("delivered"),
      atEnd: true,
      cell: ({ share }) => <span className="num">{figures.share(share)}</span>,
    },
    { head: t("p50"), atEnd: true, cell: ({ p50Ms }) => <span className="num">{figures.time(p50Ms)}</span> },
    { head: t("p95"), atEnd: true, cell: ({ p95Ms }) => <span className="num">{figures.time(p95Ms)}</span> },
    { head: t("errors"), cell: ({ errors }) => errors.length > 0 && <ErrorMix errors={errors} /> },
  ];
}

/** Hour by hour, drawn; the numbers stand in the table below it. */
export function HourChart({ hours }: { hours: ProviderHealth["hours"] }) {
  const t = useTranslations("staff-supply.health");
  const locale = useLocale();
  const figures = useFigures();
  const inOrder = hours.toReversed();
  const label = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    hourCycle: "h23",
    timeZone: "UTC",
  });
  if (inOrder.length < 2) return null;
  return (
    <BarChart
      title={t("chart")}
      labels={inOrder.map(({ hour }) => label.format(new Date(hour)))}
      stacks={[
        { name: t("delivered"), tone: "ink", values: inOrder.map(({ delivered }) => delivered) },
        { name: t("failed"), tone: "marigold", values: inOrder.map(({ failed }) => failed) },
        {
          name: t("other"),
          tone: "hollow",
          values: inOrder.map(({ attempts, delivered, failed }) => attempts - delivered - failed),
        },
      ]}
      write={figures.count}
    />
  );
}

export function HourTable({ hours }: { hours: ProviderHealth["hours"] }) {
  const t = useTranslations("staff-supply.health");
  const columns = useFaredColumns<ProviderHealth["hours"][number]>();
  return (
    <DataTable
      caption={t("byHour")}
      rows={hours}
      keyOf={({ hour }) => hour}
      columns={[{ head: t("hour"), cell: ({ hour }) => <When at={hour} /> }, ...columns]}
    />
  );
}

export function OperatorTable({
  operators,
  hrefOf,
}: {
  operators: ProviderHealth["operators"];
  /** Where its hours stand. */
  hrefOf: (operatorId: string) => string;
}) {
  const t = useTranslations("staff-supply.health");
  const columns = useFaredColumns<ProviderHealth["operators"][number]>();
  return (
    <DataTable
      caption={t("byOperator")}
      rows={operators}
      keyOf={({ operatorId }) => operatorId}
      columns={[
        {
          head: t("operator"),
          cell: ({ operatorId, name, country }) => (
            <span className="inline-flex items-center gap-2">
              {country !== REGIONAL && <Flag country={country} width={21} />}
              <Link href={hrefOf(operatorId)} prefetch={false} className="link">
                {name}
              </Link>
            </span>
          ),
        },
        ...columns,
      ]}
    />
  );
}
