import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { shopOrigin } from "@/app/shop-origin";
import { whatIsSent } from "@/components/orders/what-is-sent";
import { LinkCard } from "@/components/share/link-card";
import { ProofForm } from "@/components/share/proof-form";
import { Card } from "@/components/ui/card";
import { localePath, type Locale } from "@/i18n/locales";
import { LONGEST_WORDS } from "@/lib/checkout/request-schema";
import type { OrderView } from "@/lib/orders/types";
import { readProofOf } from "@/lib/reports";
import { buyerContext } from "@/lib/runtime";
import { shareProofAction } from "./share-proof-action";

/** Nothing is on its way yet, or never will be. */
const NOTHING_SENT = ["draft", "awaiting_payment", "expired", "cancelled", "undeliverable"];

/** The page for whoever an order is for: its link once it was made, and the words on it. */
export async function ProofCard({ order, locale }: { order: OrderView; locale: Locale }) {
  if (NOTHING_SENT.includes(order.state)) return null;
  const { publicId } = order;
  const [t, proof, asked] = await Promise.all([
    getTranslations("proof.share"),
    readProofOf(buyerContext({ buyerId: "proof", locale }), { publicId }),
    headers(),
  ]);
  const link = proof && `${shopOrigin(asked.get("host"))}${localePath(locale, `/proof/${proof.token}`)}`;
  return (
    <Card className="grid gap-4 print:hidden">
      <div>
        <h2 className="text-lg">{t("heading")}</h2>
        <p className="mt-1 text-sm text-ink-2">{t("lead")}</p>
      </div>
      {link && (
        <LinkCard
          link={link}
          words={t("text", { what: whatIsSent(order, locale), link })}
          texts={{ link: t("link"), copy: t("copy"), copied: t("copied"), whatsapp: t("whatsapp") }}
        />
      )}
      <ProofForm
        action={shareProofAction}
        fields={{ order: publicId, locale }}
        message={proof?.message ?? ""}
        texts={{
          message: t("message"),
          hint: t("messageHint", { most: LONGEST_WORDS }),
          button: t(proof ? "change" : "make"),
          pending: t("pending"),
        }}
      />
    </Card>
  );
}
