"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

export interface NavLink {
  href: string;
  text: string;
}

const isHere = (href: string, path: string) =>
  href === "/admin" ? path === href : path === href || path.startsWith(`${href}/`);

function Links({ links, path }: { links: NavLink[]; path: string }) {
  return (
    <ul className="grid gap-0.5">
      {links.map(({ href, text }) => (
        <li key={href}>
          <Link
            href={href}
            prefetch={false}
            aria-current={isHere(href, path) ? "page" : undefined}
            className="flex min-h-12 items-center rounded-sm px-3 text-sm font-semibold text-ink-2 no-underline hover:bg-sunk hover:text-ink aria-[current=page]:bg-marigold-wash aria-[current=page]:text-ink lg:min-h-9"
          >
            {text}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The staff pages at the side of a wide screen; the one that is open is marked. */
export function AdminNav({ label, links }: { label: string; links: NavLink[] }) {
  return (
    <nav aria-label={label} className="sticky top-4">
      <Links links={links} path={usePathname()} />
    </nav>
  );
}

/** The same on a narrow one, behind a word that opens them without scripts; closed again on the next page. */
export function AdminMenu({ label, menu, links }: { label: string; menu: string; links: NavLink[] }) {
  const path = usePathname();
  const here = links.find(({ href }) => isHere(href, path))?.text;
  return (
    <details key={path} className="order-4 basis-full border-t border-rule lg:hidden">
      <summary className="flex min-h-12 cursor-pointer items-center gap-2 text-sm font-bold">
        {menu}
        {here && <span className="font-semibold text-ink-3">{here}</span>}
      </summary>
      <nav aria-label={label} className="pb-3">
        <Links links={links} path={path} />
      </nav>
    </details>
  );
}
