"use client";

import { buttonClass } from "@/components/admin/control-class";
import texts from "@/messages/en/admin.json";

/** A staff page that could not be read. Its few words come with it: translations may be what failed. */
export default function StaffError({ reset }: { error: Error; reset: () => void }) {
  const { title, text, again } = texts.error;
  return (
    <div className="grid max-w-[60ch] justify-items-start gap-4">
      <h1 className="text-xl">{title}</h1>
      <p className="text-sm text-ink-2">{text}</p>
      <button type="button" onClick={reset} className={buttonClass}>
        {again}
      </button>
    </div>
  );
}
