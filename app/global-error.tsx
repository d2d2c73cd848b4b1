"use client";

import { buttonClass } from "@/components/ui/button";
import texts from "@/messages/en/error.json";

/** The last resort: even the frame of the page failed. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  const { title, text, again } = texts;
  return (
    <html lang="en">
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
