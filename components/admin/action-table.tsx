import { useTranslations } from "next-intl";
import type { StaffActionView } from "@/lib/reports/types";
import { DataTable } from "./data-table";
import { JsonView } from "./json-view";
import { When } from "./when";

/** What staff did that changed no state by itself. */
export function ActionTable({ caption, actions }: { caption: string; actions: StaffActionView[] }) {
  const t = useTranslations("admin.order.label");
  return (
    <DataTable
      caption={caption}
      rows={actions}
      keyOf={({ id }) => String(id)}
      columns={[
        { head: t("at"), cell: ({ at }) => <When at={at} /> },
        { head: t("event"), cell: ({ action }) => <span className="font-semibold">{action}</span> },
        { head: t("actor"), cell: ({ by }) => by },
        { head: t("data"), cell: ({ data }) => Object.keys(data).length > 0 && <JsonView of={data} /> },
      ]}
    />
  );
}
