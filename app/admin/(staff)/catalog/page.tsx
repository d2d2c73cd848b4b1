import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { validate as isUuid } from "uuid";
import { CatalogNav } from "@/components/admin/catalog/catalog-nav";
import { OperatorList } from "@/components/admin/catalog/operator-list";
import { buttonClass } from "@/components/admin/control-class";
import { FilterForm } from "@/components/admin/filter-form";
import { Notice } from "@/components/ui/notice";
import { listStaffCountries, listStaffOperators } from "@/lib/catalog";
import { countryName } from "@/lib/phone/country-name";
import { readStaff, requireStaff } from "../../require-staff";

type Query = Partial<Record<"q" | "country" | "off" | "name" | "id", string | string[]>>;

const PAGE = 60;

const first = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? "";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-supply.catalog");
  return { title: t("title") };
}

export default async function CatalogPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx } = await requireStaff("catalog.read");
  const query = await searchParams;
  const asked = {
    q: first(query.q).trim().slice(0, 80),
    country: first(query.country),
    off: first(query.off),
  };
  const after = isUuid(first(query.id)) ? { name: first(query.name), id: first(query.id) } : undefined;
  const [{ operators, more }, countries, t] = await Promise.all([
    listStaffOperators(ctx, {
      search: asked.q || undefined,
      country: /^[A-Z]{2}$/.test(asked.country) ? asked.country : undefined,
      offOnly: asked.off === "yes",
      after,
      limit: PAGE,
    }),
    listStaffCountries(ctx),
    getTranslations("staff-supply.catalog"),
  ]);
  const last = operators.at(-1);
  const next = new URLSearchParams([
    ...Object.entries(asked).filter(([, value]) => value),
    ["name", last?.name ?? ""],
    ["id", last?.id ?? ""],
  ]);
  const names = countries
    .filter(({ country }) => country !== "ZZ")
    .map(({ country }) => ({ country, name: countryName(country, "en") }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <h1 className="mb-3 text-xl">{t("title")}</h1>
      <CatalogNav here="operators" />
      <FilterForm
        address="/admin/catalog"
        search={{ label: t("searchLabel"), value: asked.q }}
        choice={{
          name: "country",
          label: t("country"),
          value: asked.country,
          any: t("anywhere"),
          choices: names.map(({ country, name }) => ({ value: country, text: name })),
        }}
        tick={{ name: "off", label: t("offOnly"), value: asked.off }}
        button={t("search")}
      />
      {operators.length > 0 ? (
        <OperatorList caption={t("title")} operators={operators} />
      ) : (
        <Notice title={t("empty")} />
      )}
      {more && (
        <nav aria-label={t("more")} className="mt-4 flex">
          <Link href={`/admin/catalog?${next.toString()}`} className={`${buttonClass} ms-auto`}>
            {t("more")} →
          </Link>
        </nav>
      )}
    </>
  );
}
