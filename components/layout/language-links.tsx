"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { Suspense } from "react";
import { LANGUAGE_NAMES, localePath, LOCALES, readLocalePath } from "@/i18n/locales";

/** This page in every language, by plain links: choosing needs no script. The whole document changes, so these are no client-side links. */
function Links({ query }: { query: string }) {
  const { locale: current, path } = readLocalePath(usePathname());
  return (
    <ul className="-mx-2 flex flex-wrap">
      {LOCALES.map((locale) => (
        <li key={locale}>
          <a
            href={localePath(locale, path) + query}
            hrefLang={locale}
            lang={locale}
            aria-current={locale === current || undefined}
            className="inline-flex min-h-12 items-center px-2 text-ink-2 no-underline hover:underline aria-current:font-bold aria-current:text-ink"
          >
            {LANGUAGE_NAMES[locale]}
          </a>
        </li>
      ))}
    </ul>
  );
}

function LinksWithQuery() {
  const query = useSearchParams().toString();
  return <Links query={query && `?${query}`} />;
}

/** Languages to choose from. A static page does not know what follows its path; there the query is added once scripts run. */
export function LanguageLinks({ label }: { label: string }) {
  return (
    <nav id="languages" aria-label={label} className="text-sm">
      <Suspense fallback={<Links query="" />}>
        <LinksWithQuery />
      </Suspense>
    </nav>
  );
}
