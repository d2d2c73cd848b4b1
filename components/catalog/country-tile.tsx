import Link from "next/link";
import { LinkBusy } from "@/components/ui/link-busy";
import { Flag } from "@/components/ui/flag";

/** A country to send to, with a few of its operators. */
export function CountryTile({
  href,
  country,
  name,
  note,
}: {
  href: string;
  country: string;
  name: string;
  note?: string;
}) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="flex min-h-18 items-center gap-3.5 rounded-md border border-rule bg-surface px-4 py-3 text-ink no-underline shadow-rest hover:border-rule-strong"
    >
      <Flag country={country} />
      <span className="grid min-w-0">
        <strong className="leading-snug font-bold">{name}</strong>
        {note && (
          // Cut at its own end, also where the page runs the other way.
          <span dir="auto" className="max-w-full justify-self-start truncate text-xs text-ink-3">
            {note}
          </span>
        )}
      </span>
      <LinkBusy />
    </Link>
  );
}
