"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

const isHere = (href: string, path: string) => (href === "/admin" ? path === href : path.startsWith(href));

/** The staff pages; the one that is open is marked. */
export function AdminNav({ label, links }: { label: string; links: { href: string; text: string }[] }) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="flex">
      {links.map(({ href, text }) => (
        <Link
          key={href}
          href={href}
          aria-current={isHere(href, path) ? "page" : undefined}
          className="inline-flex min-h-12 items-center px-3 text-sm font-semibold text-ink-2 no-underline hover:text-ink aria-[current=page]:text-ink aria-[current=page]:shadow-[inset_0_-3px_0_var(--color-marigold)]"
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
