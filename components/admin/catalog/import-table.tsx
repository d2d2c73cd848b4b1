import { useTranslations } from "next-intl";
import Link from "next/link";
import { Chip, type ChipTone } from "@/components/ui/chip";
import type { ImportDifference, ImportRunView } from "@/lib/catalog/types";
import { DataTable } from "../data-table";
import { When } from "../when";
import { providerTitle } from "../provider-title";

const TONES: Record<ImportRunView["state"], ChipTone> = { running: "info", finished: "ok", failed: "bad" };

/** Runs of imports with what they counted. */
export function ImportTable({ runs }: { runs: ImportRunView[] }) {
  const t = useTranslations("staff-supply.imports");
  return (
    <DataTable
      caption={t("title")}
      rows={runs}
      keyOf={({ id }) => id}
      columns={[
        {
          head: t("provider"),
          cell: ({ provider }) => <span className="font-semibold">{providerTitle(provider)}</span>,
        },
        { head: t("what"), cell: ({ what }) => t(`whats.${what}` as "whats.catalog") },
        { head: t("began"), cell: ({ startedAt }) => <When at={startedAt} /> },
        {
          head: t("state"),
          cell: ({ state, error }) => (
            <span className="grid gap-0.5 max-md:justify-items-end">
              <Chip tone={TONES[state]}>{t(`states.${state}`)}</Chip>
              {error && <span className="text-xs text-ink-2">{error}</span>}
            </span>
          ),
        },
        {
          head: t("counts"),
          cell: ({ what, counts }) =>
            what === "catalog" &&
            t("counted", {
              read: counts["read"] ?? 0,
              added: counts["added"] ?? 0,
              changed: counts["changed"] ?? 0,
              gone: counts["switchedOff"] ?? 0,
              skipped: counts["skipped"] ?? 0,
            }),
        },
        {
          head: t("differences"),
          cell: ({ id, what }) =>
            what === "catalog" && (
              <Link href={`/admin/catalog/imports/${id}`} className="link inline-flex min-h-6 items-center">
                {t("look")}
              </Link>
            ),
        },
      ]}
    />
  );
}

/** What a run found to be different, offer by offer. */
export function DifferenceTable({ differences }: { differences: ImportDifference[] }) {
  const t = useTranslations("staff-supply.imports");
  return (
    <DataTable
      caption={t("differences")}
      rows={differences}
      keyOf={({ id }) => String(id)}
      columns={[
        { head: t("change"), cell: ({ change }) => <Chip>{t(`changes.${change}` as "changes.new")}</Chip> },
        {
          head: t("operator"),
          cell: ({ operator }) => (
            <Link href={`/admin/catalog/${operator.id}`} className="link">
              {operator.name} ({operator.country})
            </Link>
          ),
        },
        { head: t("offer"), cell: ({ sku, kind }) => `${kind} ${sku}` },
        {
          head: t("was"),
          cell: ({ fields }) => (
            <span className="grid gap-0.5 text-xs">
              {fields.map(({ name, was, is }) => (
                <span key={name} className="[overflow-wrap:anywhere]">
                  <span className="text-ink-3">{name.replaceAll("_", " ")}</span> {was} → {is}
                </span>
              ))}
            </span>
          ),
        },
      ]}
    />
  );
}
