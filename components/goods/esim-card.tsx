import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ProviderText } from "@/components/ui/provider-text";
import type { EsimView } from "@/lib/orders/types";
import { CopyRow } from "./copy-row";
import { QrCode } from "./qr-code";

/** Pages of Apple (iOS 17.4 and later) and Google (Android 10 and later) that open the phone's own installer. */
const INSTALLERS = {
  iphone: "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=",
  android: "https://esimsetup.android.com/esim_qrcode_provisioning?carddata=",
} as const;

/** The eSIM that was bought: one press on the phone itself, a code to scan from another screen, and both parts to be typed. */
export function EsimCard({ esim }: { esim: EsimView }) {
  const t = useTranslations("goods.arrival.esim");
  const { activationCode, smdpAddress, matchingId, iccid, instructions } = esim;
  // The $ between its parts stands as it is in both installers' own examples.
  const carddata = encodeURIComponent(activationCode).replaceAll("%24", "$").replace("%3A", ":");
  const rows = [
    { name: t("whole"), text: activationCode, copy: t("copyWhole") },
    { name: t("address"), text: smdpAddress, copy: t("copyAddress") },
    { name: t("code"), text: matchingId, copy: t("copyCode") },
    { name: t("iccid"), text: iccid ?? "", copy: t("copyIccid") },
  ].filter(({ text }) => text !== "");
  return (
    <Card asks>
      <h2 className="text-lg">{t("heading")}</h2>
      <p className="mt-1 text-sm text-ink-2">{t("once")}</p>
      <div className="mt-5 grid items-center gap-5 sm:grid-cols-[auto_1fr]">
        <div className="w-full max-w-60 justify-self-center">
          <QrCode text={activationCode} label={t("qr")} />
        </div>
        <div className="grid content-center gap-4">
          <p className="text-sm text-ink-2">{t("scan")}</p>
          <div className="grid gap-2.5 print:hidden">
            <p className="text-sm font-semibold">{t("here")}</p>
            <a href={INSTALLERS.iphone + carddata} rel="noreferrer" className={buttonClass("quiet")}>
              {t("iphone")}
            </a>
            <a href={INSTALLERS.android + carddata} rel="noreferrer" className={buttonClass("quiet")}>
              {t("android")}
            </a>
            <p className="text-xs text-ink-3">{t("older")}</p>
          </div>
        </div>
      </div>
      <details className="mt-5 border-t border-rule">
        <summary className="flex min-h-12 cursor-pointer items-center text-sm font-semibold">
          {t("byHand")}
        </summary>
        <p className="text-sm text-ink-2">{t("byHandHow")}</p>
        <dl className="mt-2">
          {rows.map((row) => (
            <CopyRow key={row.name} {...row} done={t("copied")} />
          ))}
        </dl>
      </details>
      <ol className="mt-4 grid list-decimal gap-1.5 border-t border-rule ps-5 pt-4 text-sm text-ink-2">
        <li>{t("steps.install")}</li>
        <li>{t("steps.on")}</li>
        <li>{t("steps.roaming")}</li>
        {instructions && (
          <li className="whitespace-pre-line">
            <ProviderText text={instructions} />
          </li>
        )}
      </ol>
      <p className="mt-3 text-xs text-ink-3">{t("care")}</p>
    </Card>
  );
}
