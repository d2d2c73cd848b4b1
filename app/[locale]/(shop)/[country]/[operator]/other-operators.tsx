import { useTranslations } from "next-intl";
import { OperatorTile } from "@/components/catalog/operator-tile";
import { localePath } from "@/i18n/locales";
import type { OperatorPage } from "@/lib/catalog";

/** The country's other operators, for those who came to the wrong one. */
export function OtherOperators({
  locale,
  page,
  to,
}: {
  locale: string;
  page: OperatorPage;
  to: string | null;
}) {
  const t = useTranslations("catalog.operator");
  if (page.others.length === 0) return null;
  const query = to ? `?to=${to}` : "";
  return (
    <section className="later grid gap-3.5 border-t border-rule pt-7">
      <h2 className="text-[1.375rem]">{t("others")}</h2>
      <ul className="grid gap-2.5 sm:grid-cols-2">
        {page.others.map(({ id, name, slug, countrySlug, look }) => (
          <li key={id}>
            <OperatorTile
              name={name}
              look={look}
              href={localePath(locale, `/${countrySlug}/${slug}${query}`)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
