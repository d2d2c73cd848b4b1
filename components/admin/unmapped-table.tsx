import { useTranslations } from "next-intl";
import { Flag } from "@/components/ui/flag";
import type { UnmappedOperator } from "@/lib/reports/types";
import { DataTable } from "./data-table";
import { providerTitle } from "./provider-title";

/** Providers' operators whose network is not known. */
export function UnmappedTable({ caption, rows }: { caption: string; rows: UnmappedOperator[] }) {
  const t = useTranslations("admin.unmapped");
  return (
    <DataTable
      caption={caption}
      rows={rows}
      keyOf={({ provider, country, name }) => `${provider} ${country} ${name}`}
      columns={[
        {
          head: t("name"),
          cell: ({ country, name }) => (
            <span className="inline-flex items-center gap-2">
              <Flag country={country} width={21} />
              {name}
            </span>
          ),
        },
        { head: t("provider"), cell: ({ provider }) => providerTitle(provider) },
        { head: t("suggestions"), cell: ({ suggestions }) => suggestions.join(", ") },
      ]}
    />
  );
}
