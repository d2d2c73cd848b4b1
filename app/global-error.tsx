"use client";

import { buttonClass } from "@/components/ui/button";
import { directionOf } from "@/i18n/locales";
import { useErrorTexts } from "./use-error-texts";

/** The last resort: even the frame of the page failed. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  const { title, text, again, locale } = useErrorTexts();
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <body>
        <main className="wrap grid max-w-2xl gap-6 py-10">
          <h1>{title}</h1>
          <p>{text}</p>
          <p>
            <button type="button" onClick={reset} className={buttonClass()}>
              {again}
            </button>
          </p>
        </main>
      </body>
    </html>
  );
}
