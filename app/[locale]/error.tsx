"use client";

import { Button, buttonClass } from "@/components/ui/button";
import texts from "@/messages/en/error.json";

/**
 * A page that could not be made. It must not lean on anything that may have failed, translations included, so its few words come with it.
 */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const { title, text, again, home } = texts;
  return (
    <div className="wrap grid max-w-2xl gap-6 py-10 md:py-16">
      <div>
        <h1>{title}</h1>
        <p className="mt-3 text-ink-2">{text}</p>
      </div>
      <p className="flex flex-wrap gap-3">
        <Button onClick={reset}>{again}</Button>
        <a href="/" className={buttonClass("quiet")}>
          {home}
        </a>
      </p>
    </div>
  );
}
