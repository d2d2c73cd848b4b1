import { describeGoods, describeTrail } from "@/app/describe-page";
import { StructuredData } from "@/components/layout/structured-data";
import type { Locale } from "@/i18n/locales";

/** What search engines are told of a page that sells something: where it stands, and what it has at which prices. */
export function GoodsFacts({
  locale,
  trail,
  goods,
}: {
  locale: Locale;
  trail: Parameters<typeof describeTrail>[1];
  /** Null: nothing is sold on it to everybody. Only prices that the page shows. */
  goods: Parameters<typeof describeGoods>[1] | null;
}) {
  const sold = goods && describeGoods(locale, goods);
  return (
    <>
      <StructuredData data={describeTrail(locale, trail)} />
      {sold && <StructuredData data={sold} />}
    </>
  );
}
