import "./globals.css";
import type { Metadata } from "next";
import { buttonClass } from "@/components/ui/button";
import { Logo } from "@/components/layout/logo";
import common from "@/messages/en/common.json";
import shop from "@/messages/en/shop.json";
import { figtree } from "./font";

export const metadata: Metadata = { title: shop.notFound.title, robots: { index: false } };

/** Addresses that belong to no part of the shop; it has no locale, so it speaks English. */
export default function GlobalNotFound() {
  const { title, text, home } = shop.notFound;
  return (
    <html lang="en" className={figtree.variable}>
      <body>
        <main className="wrap grid max-w-2xl gap-6 py-10">
          <a href="/" className="inline-flex items-center gap-2 text-lg font-extrabold text-ink no-underline">
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
        </main>
      </body>
    </html>
  );
}
