import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { missingPage } from "@/app/missing-page";
import { ArtefactCard } from "@/components/goods/artefact-card";
import { whatIsSent } from "@/components/orders/what-is-sent";
import { Monogram } from "@/components/ui/monogram";
import type { Locale } from "@/i18n/locales";
import { readGiftUse } from "@/lib/catalog";
import { readGift } from "@/lib/reports";
import { buyerContext } from "@/lib/runtime";

interface Props {
  params: Promise<{ locale: Locale; token: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "proof.gift" });
  return { title: t("metaTitle"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

/** For whom a code was sent to: from whom it is, their words, and the code with how it is used. No price and nothing of the buyer. */
export default async function GiftPage({ params }: Props) {
  const { locale, token } = await params;
  setRequestLocale(locale);
  const ctx = buyerContext({ buyerId: "gift", locale });
  const gift = await readGift(ctx, { token });
  if (!gift) missingPage(locale);
  const t = await getTranslations("proof.gift");
  const { from, message, operator, kind, artefact } = gift;
  const values = {
    from,
    operator: operator.name,
    what: whatIsSent({ parcel: gift.parcel, price: { face: gift.face } }, locale),
  };
  const gone = gift.stands === "gone";
  const use = artefact?.kind === "gift-code" ? await readGiftUse(ctx, operator.id) : null;
  return (
    <div className="wrap grid max-w-2xl gap-6 pt-4 pb-14 md:pt-10">
      <div className="grid gap-3">
        <Monogram name={operator.name} size={52} />
        <h1>{t(gone ? "gone" : "title", values)}</h1>
        <p className="text-ink-2">{t(gone ? "goneLead" : "lead", values)}</p>
      </div>
      {message && (
        <figure className="border-s-4 border-marigold ps-4">
          <figcaption className="text-sm text-ink-2">{t("message", values)}</figcaption>
          <blockquote className="mt-1 text-lg">{message}</blockquote>
        </figure>
      )}
      {artefact && (
        <>
          <ArtefactCard artefact={artefact} kind={kind} operator={operator.name} redeem={use?.redeem ?? ""} />
          <p className="text-sm text-ink-2">{t("care")}</p>
        </>
      )}
    </div>
  );
}
