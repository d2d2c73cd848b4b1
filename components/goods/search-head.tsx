import { useTranslations } from "next-intl";
import { CountrySearch } from "@/components/catalog/country-search";
import { Notice } from "@/components/ui/notice";

/** Head of a shelf that can be searched: what stands on it, the search with how much it found, and what helps where that is nothing. */
export function SearchHead({
  shelf,
  action,
  query,
  found,
}: {
  shelf: "esim" | "gift";
  /** Path of the shelf's own page. */
  action: string;
  query: string;
  found: number;
}) {
  const t = useTranslations(`goods.${shelf}`);
  return (
    <>
      <div>
        <h1>{t("title")}</h1>
        <p className="mt-3 max-w-[56ch] text-ink-2">{t("lead")}</p>
      </div>
      <CountrySearch
        id={`${shelf}-search`}
        action={action}
        query={query}
        texts={{ label: t("searchLabel"), submit: t("search") }}
      />
      {query && (
        <p role="status" className="-mt-3 text-sm text-ink-2">
          {t("found", { count: found, query })}{" "}
          <a href={action} className="link">
            {t("showAll")}
          </a>
        </p>
      )}
      {found === 0 && (
        <Notice tone="wait" title={query ? t("none", { query }) : t("down")}>
          {query ? t("noneHelp") : t("downHelp")}
        </Notice>
      )}
    </>
  );
}
