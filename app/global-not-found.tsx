import "./globals.css";
import type { Metadata } from "next";
import { buttonClass } from "@/components/ui/button";
import { CountrySearch } from "@/components/catalog/country-search";
import { Logo } from "@/components/layout/logo";
import catalog from "@/messages/en/catalog.json";
import common from "@/messages/en/common.json";
import shop from "@/messages/en/shop.json";
import { figtree } from "./font";

export const metadata: Metadata = {
  title: `${shop.notFound.title} · ${common.name}`,
  robots: { index: false },
};

/** Addresses that belong to no part of the shop; it has no locale, so it speaks English. */
export default function GlobalNotFound() {
  const { title, text, home, search } = shop.notFound;
  return (
    <html lang="en" className={figtree.variable}>
      <body>
        <main className="wrap grid gap-6 pt-4 pb-14">
          <a
            href="/"
            className="inline-flex items-center gap-2 min-h-12 text-[1.2rem] font-extrabold tracking-tight text-ink no-underline"
          >
            <Logo />
            {common.name}
          </a>
          <div>
            <h1>{title}</h1>
            <p className="mt-3 text-ink-2">{text}</p>
          </div>
          <p>
            <a href="/" className={buttonClass()}>
              {home}
            </a>
          </p>
          <CountrySearch
            action="/countries"
            query=""
            texts={{ label: search, submit: catalog.countries.search }}
          />
        </main>
      </body>
    </html>
  );
}
