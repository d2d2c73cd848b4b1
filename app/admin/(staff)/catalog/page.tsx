import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { validate as isUuid } from "uuid";
import { CatalogNav } from "@/components/admin/catalog/catalog-nav";
import { OperatorList } from "@/components/admin/catalog/operator-list";
import { buttonClass, inputClass } from "@/components/admin/control-class";
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
      <form
        action="/admin/catalog"
        role="search"
        className="mb-5 grid items-end gap-3 md:grid-cols-[1fr_14rem_auto_auto]"
      >
        <div className="grid gap-1">
          <label htmlFor="q" className="text-xs font-semibold">
            {t("searchLabel")}
          </label>
          <input
            id="q"
            name="q"
            type="search"
            defaultValue={asked.q}
            autoComplete="off"
            className={inputClass}
          />
        </div>
        <div className="grid gap-1">
          <label htmlFor="country" className="text-xs font-semibold">
            {t("country")}
          </label>
          <select id="country" name="country" defaultValue={asked.country} className={inputClass}>
            <option value="">{t("anywhere")}</option>
            {names.map(({ country, name }) => (
              <option key={country} value={country}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <label className="flex min-h-12 items-center gap-2 text-sm font-semibold md:min-h-10">
          <input
            type="checkbox"
            name="off"
            value="yes"
            defaultChecked={asked.off === "yes"}
            className="size-5"
          />
          {t("offOnly")}
        </label>
        <button type="submit" className={buttonClass}>
          {t("search")}
        </button>
      </form>
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
