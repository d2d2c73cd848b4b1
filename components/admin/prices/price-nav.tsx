import { useTranslations } from "next-intl";
import Link from "next/link";
import { buttonClass } from "../control-class";

const PAGES = [
  ["rules", "/admin/prices"],
  ["history", "/admin/prices/history"],
  ["rates", "/admin/prices/rates"],
  ["tax", "/admin/tax"],
] as const;

/** The pages about prices; `here` is the one that is open. */
export function PriceNav({ here }: { here: (typeof PAGES)[number][0] }) {
  const t = useTranslations("staff-prices.nav");
  return (
    <nav aria-label={t("label")} className="mb-5 flex flex-wrap gap-2">
      {PAGES.map(([name, href]) => (
        <Link
          key={name}
          href={href}
          aria-current={name === here ? "page" : undefined}
          className={`${buttonClass} aria-[current=page]:border-ink aria-[current=page]:shadow-[inset_0_-3px_0_var(--color-marigold)]`}
        >
          {t(name)}
        </Link>
      ))}
    </nav>
  );
}
