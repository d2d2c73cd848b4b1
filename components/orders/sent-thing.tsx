import { useLocale } from "next-intl";
import { ProviderText } from "@/components/ui/provider-text";
import { formatMoney, type Money } from "@/lib/core/money";

/** The same as `whatIsSent`, where it stands by itself on a page: the name of a package says in which language it is. */
export function SentThing({
  of: { parcel, parcelLang, price },
}: {
  of: { parcel: string | null; parcelLang: string; price: { face: Money } };
}) {
  const locale = useLocale();
  if (parcel === null) return formatMoney(price.face, locale, { compact: true });
  return <ProviderText text={parcel} lang={parcelLang} />;
}
