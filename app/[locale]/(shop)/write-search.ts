import { getTranslations } from "next-intl/server";
import type { SearchTexts } from "@/components/find/search-box";
import { localePath } from "@/i18n/locales";

/** Where the search field asks, and its texts, in a locale. */
export async function writeSearch(
  locale: string,
): Promise<{ action: string; locale: string; texts: SearchTexts }> {
  const t = await getTranslations({ locale, namespace: "find.search" });
  return {
    locale,
    action: localePath(locale, "/search"),
    texts: {
      label: t("label"),
      placeholder: t("placeholder"),
      submit: t("submit"),
      suggestions: t("suggestions"),
    },
  };
}
