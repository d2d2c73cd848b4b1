import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { PinView } from "@/lib/orders/types";
import { CopyButton } from "./copy-button";

/** The PIN that was bought, for whoever holds the page's address. */
export function PinCard({ pin }: { pin: PinView }) {
  const t = useTranslations("orders.pin");
  return (
    <Card asks>
      <h2 className="text-lg">{t("heading")}</h2>
      <p className="num my-3 rounded-md bg-sunk px-4 py-3 text-center text-lg font-bold tracking-[0.08em] break-all select-all">
        <span className="sr-only">{t("code")}: </span>
        <bdi dir="ltr">{pin.code}</bdi>
      </p>
      {pin.serial && (
        <p className="mb-3 text-sm text-ink-2">
          {t("serial")}: <bdi className="num select-all">{pin.serial}</bdi>
        </p>
      )}
      <CopyButton text={pin.code} label={t("copy")} done={t("copied")} />
      {pin.instructions && (
        <>
          <h3 className="mt-4 text-base">{t("instructions")}</h3>
          <p className="mt-1 text-sm whitespace-pre-line text-ink-2">{pin.instructions}</p>
        </>
      )}
      <p className="mt-3 text-xs text-ink-3">{t("care")}</p>
    </Card>
  );
}
