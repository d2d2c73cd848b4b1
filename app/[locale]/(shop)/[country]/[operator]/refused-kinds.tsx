import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/ui/notice";
import { localePath } from "@/i18n/locales";
import type { OperatorPage } from "@/lib/catalog";
import type { ProductKind } from "@/lib/providers/spec";
import { readBillCountries } from "../../bills/read-bills";

/** Why some of what the operator sells is not offered for this number, and what to do when nothing is left. */
export async function RefusedKinds({
  locale,
  page,
  refused,
  fits,
}: {
  locale: string;
  page: OperatorPage;
  refused: ProductKind[];
  /** Something else can be sent to it. */
  fits: boolean;
}) {
  const [t, words, countries] = await Promise.all([
    getTranslations("catalog.operator.refuses"),
    getTranslations("product.fits"),
    readBillCountries(locale),
  ]);
  const bills = countries.find(({ country }) => country === page.operator.country);
  const list = new Intl.ListFormat(locale, { type: "disjunction" });
  const kinds = list.format(refused.map((kind) => t(`kind.${kind}`)));
  const key = fits ? "some" : "all";
  return (
    <Notice tone={fits ? "info" : "wait"} title={t(key)}>
      <p>{t(`${key}Help`, { operator: page.operator.name, kinds })}</p>
      {bills && (
        <p className="mt-2">
          {words("bills")}{" "}
          <Link
            href={localePath(locale, `/bills/${bills.slug}`)}
            prefetch={false}
            className="link inline-flex min-h-12 items-center"
          >
            {words("billsOf", { country: bills.name })}
          </Link>
        </p>
      )}
    </Notice>
  );
}
