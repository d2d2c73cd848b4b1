import Link from "next/link";
import { Flag } from "@/components/ui/flag";
import { LinkBusy } from "@/components/ui/link-busy";
import { Monogram } from "@/components/ui/monogram";

export interface WrittenBrand {
  href: string;
  name: string;
  /** Where brands of several countries stand together. */
  country?: { code: string; name: string };
}

export function BrandList({ brands }: { brands: WrittenBrand[] }) {
  return (
    <ul className="grid gap-2.5 sm:grid-cols-2 md:grid-cols-3">
      {brands.map(({ href, name, country }) => (
        <li key={href}>
          <Link
            href={href}
            prefetch={false}
            className="flex min-h-16 items-center gap-3.5 rounded-md border border-rule bg-surface px-4 py-2.5 text-ink no-underline shadow-rest hover:border-rule-strong"
          >
            <Monogram name={name} />
            <span className="grid min-w-0">
              <strong className="leading-snug font-bold">{name}</strong>
              {country && (
                <span className="flex items-center gap-1.5 text-xs text-ink-3">
                  <Flag country={country.code} width={16} />
                  {country.name}
                </span>
              )}
            </span>
            <LinkBusy />
          </Link>
        </li>
      ))}
    </ul>
  );
}
