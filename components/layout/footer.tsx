import Link from "next/link";
import type { ReactNode } from "react";
import type { HeaderLink } from "./header";

export function Footer({
  promise,
  links,
  languages,
  note,
}: {
  promise: string;
  links: HeaderLink[];
  /** The languages to choose from. */
  languages: ReactNode;
  note?: string | undefined;
}) {
  return (
    <footer className="later [contain-intrinsic-block-size:auto_18rem] mt-auto print:hidden border-t border-rule">
      <div className="wrap flex flex-col gap-x-8 gap-y-3 py-8 text-sm text-ink-2 md:flex-row md:items-center md:justify-between">
        <div className="grid gap-1">
          <p>{promise}</p>
          {note && <p className="text-xs text-ink-3">{note}</p>}
        </div>
        <nav className="-mx-2 flex flex-wrap">
          {links.map(({ href, text }) => (
            <Link
              key={href}
              href={href}
              prefetch={false}
              className="inline-flex min-h-12 items-center px-2 font-semibold text-ink no-underline hover:underline"
            >
              {text}
            </Link>
          ))}
        </nav>
      </div>
      <div className="wrap border-t border-rule py-3">{languages}</div>
    </footer>
  );
}
