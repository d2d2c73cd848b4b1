import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { CountrySearch } from "@/components/catalog/country-search";
import { Logo } from "@/components/layout/logo";
import { DEFAULT_LOCALE, directionOf, LANGUAGE_NAMES, localePath, LOCALES } from "@/i18n/locales";
import { Face } from "./face";
import { ShopSheet } from "./sheet";

export async function generateMetadata(): Promise<Metadata> {
  const [t, common] = await Promise.all([
    getTranslations({ locale: DEFAULT_LOCALE, namespace: "shop.notFound" }),
    getTranslations({ locale: DEFAULT_LOCALE, namespace: "common" }),
  ]);
  return { title: `${t("title")} · ${common("name")}`, robots: { index: false } };
}

/** Shows the language that the fragment names, else English: this needs no script. */
const CHOOSE = `.missing{display:none;scroll-margin-top:20rem}.missing:target,main:not(:has(.missing:target)) .missing[lang=${DEFAULT_LOCALE}]{display:grid}`;

/** An address below `/es` that belongs to no page has no fragment; its first part names the language. What was asked for stands in the search. */
const CHOOSE_BY_PATH = `{const l=location,s=document.getElementById(l.hash.slice(1)||l.pathname.split("/")[1]);if(s){if(!l.hash)l.replace("#"+s.id);const r=document.documentElement;r.lang=s.lang;r.dir=s.dir;document.title=s.querySelector("h1").textContent+" · Homeline"}const q=new URLSearchParams(l.search).get("q");if(q)for(const i of document.querySelectorAll("input[name=q]"))i.value=q}`;

async function Missing({ locale }: { locale: string }) {
  const [t, search, common] = await Promise.all([
    getTranslations({ locale, namespace: "shop.notFound" }),
    getTranslations({ locale, namespace: "find.search" }),
    getTranslations({ locale, namespace: "common" }),
  ]);
  const home = localePath(locale, "/");
  return (
    <section id={locale} lang={locale} dir={directionOf(locale)} className="missing gap-6">
      <a
        href={home}
        className="inline-flex items-center gap-2 min-h-12 text-[1.2rem] font-extrabold tracking-tight text-ink no-underline"
      >
        <Logo />
        {common("name")}
      </a>
      <div>
        <h1>{t("title")}</h1>
        <p className="mt-3 text-ink-2">{t("text")}</p>
      </div>
      <p>
        <a href={home} className={buttonClass()}>
          {t("home")}
        </a>
      </p>
      <CountrySearch
        id={`country-search-${locale}`}
        action={localePath(locale, "/search")}
        query=""
        texts={{ label: search("label"), submit: search("submit") }}
      />
    </section>
  );
}

/** Addresses that belong to no part of the shop. The page is one for all of them, so it carries each language and shows one. */
export default function GlobalNotFound() {
  return (
    <html lang={DEFAULT_LOCALE} suppressHydrationWarning>
      <head>
        <Face />
        <ShopSheet />
        <style>{CHOOSE}</style>
      </head>
      <body>
        <main className="wrap grid gap-6 pt-4 pb-14">
          {LOCALES.map((locale) => (
            <Missing key={locale} locale={locale} />
          ))}
          <ul className="-mx-2 flex flex-wrap border-t border-rule pt-4 text-sm">
            {LOCALES.map((locale) => (
              <li key={locale}>
                <a
                  href={`#${locale}`}
                  lang={locale}
                  className="inline-flex min-h-12 items-center px-2 text-ink-2 no-underline hover:underline"
                >
                  {LANGUAGE_NAMES[locale]}
                </a>
              </li>
            ))}
          </ul>
        </main>
        <script>{CHOOSE_BY_PATH}</script>
      </body>
    </html>
  );
}
