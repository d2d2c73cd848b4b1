import Link from "next/link";
import { Globe } from "@/components/ui/globe";
import { Magnifier } from "@/components/ui/magnifier";
import { Logo } from "./logo";

export interface HeaderLink {
  href: string;
  text: string;
}

/** `skip` jumps over it to the page's main part. */
export function Header({
  home,
  links,
  skip,
  search,
  language,
}: {
  home: HeaderLink;
  links: HeaderLink[];
  skip: string;
  search: HeaderLink;
  /** Leads to the languages at the page's foot. */
  language: { label: string; name: string };
}) {
  return (
    <header className="wrap print:hidden flex min-h-17 items-center justify-between gap-4">
      <a
        href="#main"
        className="absolute start-4 top-2 z-10 -translate-y-24 rounded-md bg-ink px-4 py-3 font-semibold text-paper focus:translate-y-0"
      >
        {skip}
      </a>
      <Link
        href={home.href}
        prefetch={false}
        className="inline-flex min-h-12 items-center gap-2 text-[1.2rem] font-extrabold tracking-tight text-ink no-underline"
      >
        <Logo />
        {home.text}
      </Link>
      <nav className="-me-2 flex gap-1 sm:gap-3">
        <Link
          href={search.href}
          prefetch={false}
          aria-label={search.text}
          className="inline-flex min-h-12 min-w-9 items-center justify-center px-2 text-ink"
        >
          <Magnifier />
        </Link>
        {links.map(({ href, text }, index) => (
          // On a narrow screen one link has room in every language; the others are at the page's foot.
          <Link
            key={href}
            href={href}
            prefetch={false}
            className={`${index > 0 ? "hidden md:inline-flex" : "inline-flex"} min-h-12 items-center px-2 text-sm font-semibold text-ink no-underline hover:underline`}
          >
            {text}
          </Link>
        ))}
        <a
          href="#languages"
          aria-label={language.label}
          className="inline-flex min-h-12 items-center gap-1.5 px-2 text-sm font-semibold text-ink no-underline hover:underline"
        >
          <Globe />
          <span className="hidden sm:inline">{language.name}</span>
        </a>
      </nav>
    </header>
  );
}
