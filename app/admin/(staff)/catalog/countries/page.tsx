import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { CatalogNav } from "@/components/admin/catalog/catalog-nav";
import { SaleChip } from "@/components/admin/catalog/sale-chip";
import { SwitchForm } from "@/components/admin/catalog/switch-form";
import { DataTable } from "@/components/admin/data-table";
import { Flag } from "@/components/ui/flag";
import { listStaffCountries } from "@/lib/catalog";
import { may } from "@/lib/core/permissions";
import { countryName } from "@/lib/phone/country-name";
import { readStaff, requireStaff } from "../../../require-staff";
import { switchSaleAction } from "../catalog-actions";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-supply.countries");
  return { title: t("title") };
}

export default async function CountriesPage() {
  const { ctx } = await requireStaff("catalog.read");
  const [countries, t] = await Promise.all([
    listStaffCountries(ctx),
    getTranslations("staff-supply.countries"),
  ]);
  const write = may(ctx.actor, "catalog.write");
  const rows = countries
    .filter(({ country }) => country !== "ZZ")
    .map((one) => ({ ...one, name: countryName(one.country, "en") }))
    .toSorted((a, b) => Number(!a.off) - Number(!b.off) || a.name.localeCompare(b.name));
  return (
    <>
      <h1 className="mb-3 text-xl">{t("title")}</h1>
      <CatalogNav here="countries" />
      <p className="mb-4 max-w-[70ch] text-sm text-ink-2">{t("lead")}</p>
      <DataTable
        caption={t("title")}
        rows={rows}
        keyOf={({ country }) => country}
        columns={[
          {
            head: t("country"),
            cell: ({ country, name }) => (
              <Link
                href={`/admin/catalog?country=${country}`}
                className="link inline-flex min-h-6 items-center gap-2"
              >
                <Flag country={country} width={21} />
                {name}
              </Link>
            ),
          },
          {
            head: t("state"),
            cell: ({ off, forbidden }) => (
              <SaleChip forbidden={forbidden} off={null} countryOff={off} available />
            ),
          },
          {
            head: t("operators"),
            atEnd: true,
            cell: ({ operators, operatorsOff, off }) =>
              operatorsOff > 0 && !off ? t("someOff", { operators, off: operatorsOff }) : operators,
          },
          {
            head: t("switch"),
            cell: ({ country, name, off, forbidden }) =>
              write &&
              !forbidden && (
                <details className="text-start">
                  <summary className="min-h-6 cursor-pointer text-sm font-semibold">{t("change")}</summary>
                  <div className="mt-2">
                    <SwitchForm
                      subject={{ kind: "country", id: country }}
                      on={!off}
                      name={name}
                      action={switchSaleAction}
                    />
                  </div>
                </details>
              ),
          },
        ]}
      />
    </>
  );
}
