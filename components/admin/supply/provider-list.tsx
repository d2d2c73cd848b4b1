import { useTranslations } from "next-intl";
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import type { Fared, ProviderStanding } from "@/lib/reports/types";
import { MicroAmount } from "../amount";
import { DataTable } from "../data-table";
import { RunwayText } from "./runway-text";
import { StandingChips } from "./standing-chips";
import { useFigures } from "./use-figures";
import { providerTitle } from "../provider-title";

export interface ListedProvider {
  name: string;
  /** Credentials are set. */
  on: boolean;
  /** Null: nothing was ever imported from it or asked of it. */
  standing: ProviderStanding | null;
  /** Of the last 24 hours. */
  fared: Fared;
}

/** All providers: how they do, what is left of the float and how long it lasts. */
export function ProviderList({ caption, rows }: { caption: string; rows: ListedProvider[] }) {
  const t = useTranslations("staff-supply.list");
  const figures = useFigures();
  return (
    <DataTable
      caption={caption}
      rows={rows}
      keyOf={({ name }) => name}
      columns={[
        {
          head: t("provider"),
          cell: ({ name }) => (
            <Link
              href={`/admin/providers/${name}`}
              className="link inline-flex min-h-6 items-center font-semibold"
            >
              {providerTitle(name)}
            </Link>
          ),
        },
        {
          head: t("state"),
          cell: ({ on, standing }) =>
            on ? <StandingChips standing={standing} /> : <Chip tone="plain">{t("noCredentials")}</Chip>,
        },
        {
          head: t("delivered"),
          atEnd: true,
          cell: ({ fared }) => <span className="num">{figures.share(fared.share)}</span>,
        },
        {
          head: t("attempts"),
          atEnd: true,
          cell: ({ fared }) => <span className="num">{figures.count(fared.attempts)}</span>,
        },
        {
          head: t("time"),
          atEnd: true,
          cell: ({ fared }) => (
            <span className="num whitespace-nowrap">
              {figures.time(fared.p50Ms)} / {figures.time(fared.p95Ms)}
            </span>
          ),
        },
        {
          head: t("spent"),
          atEnd: true,
          cell: ({ standing }) => standing?.spent && <MicroAmount of={standing.spent} />,
        },
        {
          head: t("float"),
          atEnd: true,
          cell: ({ standing }) =>
            standing?.float && (
              <span className="grid gap-0.5">
                <MicroAmount of={standing.float} />
                <span className="text-xs text-ink-3">
                  <RunwayText {...standing} />
                </span>
              </span>
            ),
        },
      ]}
    />
  );
}
