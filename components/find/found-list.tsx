import Link from "next/link";
import { Flag } from "@/components/ui/flag";
import { LinkBusy } from "@/components/ui/link-busy";
import { Monogram } from "@/components/ui/monogram";
import type { FoundThing } from "./found-thing";

/** What was found of one kind, each with the way to it. */
export function FoundList({ things }: { things: FoundThing[] }) {
  return (
    <ul className="grid gap-2.5 sm:grid-cols-2 md:grid-cols-3">
      {things.map(({ kind, text, note, href, country, operator }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- one place may be found twice, as itself and by its plan
        <li key={`${href} ${index}`}>
          <Link
            href={href}
            prefetch={false}
            className="flex min-h-16 items-center gap-3.5 rounded-md border border-rule bg-surface px-4 py-2.5 text-ink no-underline shadow-rest hover:border-rule-strong"
          >
            {country && (kind === "country" || kind === "travel") ? (
              <Flag country={country} />
            ) : (
              <Monogram name={operator} size={36} />
            )}
            <span className="grid min-w-0">
              <strong className="leading-snug font-bold">{text}</strong>
              {note && <span className="truncate text-xs text-ink-3">{note}</span>}
            </span>
            <LinkBusy />
          </Link>
        </li>
      ))}
    </ul>
  );
}
