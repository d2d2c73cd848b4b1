"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { readLocalePath } from "@/i18n/locales";
import english from "@/messages/en/error.json";

/**
 * The few words of a page that failed, in its language. English comes with the page, for they must not lean on anything that may have failed
 * too; the others are fetched when they are needed.
 */
export function useErrorTexts(): typeof english & { locale: string } {
  const { locale } = readLocalePath(usePathname());
  const [own, setOwn] = useState<Partial<typeof english>>({});
  useEffect(() => {
    if (locale === "en") return;
    // Not fetched: English it is.
    import(`@/messages/${locale}/error.json`).then(
      (file: { default: Partial<typeof english> }) => setOwn(file.default),
      () => undefined,
    );
  }, [locale]);
  return { ...english, ...own, locale };
}
