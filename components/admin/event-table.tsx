import { useTranslations } from "next-intl";
import type { StaffEvent } from "@/lib/reports/types";
import { DataTable } from "./data-table";
import { JsonView } from "./json-view";
import { When } from "./when";

/** Both machines' events in one row of time, with who did it. */
export function EventTable({ events }: { events: StaffEvent[] }) {
  const t = useTranslations("admin");
  return (
    <DataTable
      caption={t("order.events")}
      rows={events}
      keyOf={({ of, seq }) => `${of} ${seq}`}
      columns={[
        { head: t("order.label.at"), cell: ({ at }) => <When at={at} /> },
        { head: t("order.label.of"), cell: ({ of, seq }) => `${t(`of.${of}`)} ${seq}` },
        { head: t("order.label.event"), cell: ({ event }) => <span className="font-semibold">{event}</span> },
        { head: t("order.label.change"), cell: ({ from, to }) => (from ? `${from} → ${to}` : to) },
        { head: t("order.label.actor"), cell: ({ actor }) => actor },
        {
          head: t("order.label.data"),
          cell: ({ data }) => Object.keys(data).length > 0 && <JsonView of={data} />,
        },
      ]}
    />
  );
}
