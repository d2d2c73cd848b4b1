"use client";

import { useErrorTexts } from "@/app/use-error-texts";
import { Button, buttonClass } from "@/components/ui/button";
import { localePath } from "@/i18n/locales";

/** A page that could not be made. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const { title, text, again, home, locale } = useErrorTexts();
  return (
    <div className="wrap grid max-w-2xl gap-6 py-10 md:py-16">
      <div>
        <h1>{title}</h1>
        <p className="mt-3 text-ink-2">{text}</p>
      </div>
      <p className="flex flex-wrap gap-3">
        <Button onClick={reset}>{again}</Button>
        <a href={localePath(locale, "/")} className={buttonClass("quiet")}>
          {home}
        </a>
      </p>
    </div>
  );
}
