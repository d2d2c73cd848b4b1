import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { localePath } from "@/i18n/locales";
import type { CheckoutLineView } from "@/lib/checkout/types";

/** Ways to change a line that goes to a number: what is chosen there takes its place. Nothing for any other. */
export function ChangeLinks({
  line,
  number,
}: {
  line: CheckoutLineView;
  /** Where another number is typed for it, unprefixed. */
  number: string;
}) {
  const t = useTranslations("checkout.to");
  const locale = useLocale();
  const { operator, to } = line;
  if (to.by !== "number") return null;
  const country = localePath(locale, `/${operator.countrySlug}`);
  const ways = [
    { href: localePath(locale, number), name: t("number") },
    { href: `${country}?to=${to.token}`, name: t("operator") },
    { href: `${country}/${operator.slug}?to=${to.token}`, name: t("amount") },
  ];
  return (
    <nav aria-label={t("change")} className="flex flex-wrap items-center gap-x-4 text-sm">
      <span aria-hidden className="text-ink-2">
        {t("change")}
      </span>
      {ways.map(({ href, name }) => (
        <Link key={name} href={href} prefetch={false} className="link inline-flex min-h-12 items-center">
          {name}
        </Link>
      ))}
    </nav>
  );
}
