"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { buttonClass } from "@/components/admin/control-class";
import texts from "@/messages/en/admin.json";

/** What a deed that wants a code of the second factor says of itself, where no form could ask for it. */
const CODE_WANTED = "factor-needed";

/** A staff page that could not be read, or a deed that wants a code. Its few words come with it: translations may be what failed. */
export default function StaffError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const [path, query] = [usePathname(), useSearchParams().toString()];
  const wanted = error.digest === CODE_WANTED;
  const { title, text, again } = wanted ? texts.codeWanted : texts.error;
  const back = encodeURIComponent(query ? `${path}?${query}` : path);
  return (
    <div className="grid max-w-[60ch] justify-items-start gap-4">
      <h1 className="text-xl">{title}</h1>
      <p className="text-sm text-ink-2">{text}</p>
      {wanted ? (
        <a href={`/admin/account?back=${back}#factor`} className={buttonClass}>
          {again}
        </a>
      ) : (
        <button type="button" onClick={reset} className={buttonClass}>
          {again}
        </button>
      )}
    </div>
  );
}
