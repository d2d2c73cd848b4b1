import { useTranslations } from "next-intl";
import Link from "next/link";

const PAGES = ["operators", "countries", "mapping", "imports"] as const;
export type CatalogPage = (typeof PAGES)[number];

/** The pages of the catalog; the open one is marked. */
export function CatalogNav({ here }: { here: CatalogPage }) {
  const t = useTranslations("staff-supply.catalog");
  return (
    <nav aria-label={t("pages")} className="mb-4 flex flex-wrap gap-x-5 gap-y-1 border-b border-rule text-sm">
      {PAGES.map((page) => (
        <Link
          key={page}
          href={page === "operators" ? "/admin/catalog" : `/admin/catalog/${page}`}
          aria-current={page === here ? "page" : undefined}
          className="inline-flex min-h-10 items-center font-semibold text-ink-2 no-underline hover:text-ink aria-[current=page]:text-ink aria-[current=page]:shadow-[inset_0_-3px_0_var(--color-marigold)]"
        >
          {t(`page.${page}`)}
        </Link>
      ))}
    </nav>
  );
}
