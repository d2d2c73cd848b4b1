import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ProviderText } from "@/components/ui/provider-text";
import type { ProductKind } from "@/lib/catalog/types";
import type { PinView } from "@/lib/orders/types";
import { CopyButton } from "./copy-button";
import { dialCodeOf } from "./dial-code";
import { Validity } from "./validity";

/** The PIN that was bought, or the token of a meter, with how it is used, for whoever holds the page's address. */
export function PinCard({ pin, kind, operator }: { pin: PinView; kind: ProductKind; operator: string }) {
  const t = useTranslations("orders.pin");
  const meter = kind === "bill";
  const dial = meter ? undefined : dialCodeOf(pin.instructions, pin.code);
  const message = encodeURIComponent(t("message", { operator, code: dial ?? pin.code }));
  return (
    <Card asks>
      <h2 className="text-lg">{t(meter ? "headingMeter" : "heading")}</h2>
      <p className="num my-3 rounded-md bg-sunk px-4 py-3 text-center text-[clamp(1.05rem,5.6vw,1.5rem)] font-bold tracking-[0.04em] break-all select-all">
        <span className="sr-only">{t("code")}: </span>
        <bdi dir="ltr">{pin.code}</bdi>
      </p>
      {pin.serial && (
        <p className="mb-3 text-sm text-ink-2">
          {t("serial")}: <bdi className="num select-all">{pin.serial}</bdi>
        </p>
      )}
      <Validity said={pin.validity} />
      <div className="flex flex-wrap gap-2 print:hidden">
        <CopyButton text={pin.code} label={t(meter ? "copyMeter" : "copy")} done={t("copied")} />
        <a href={`sms:?&body=${message}`} className={buttonClass("quiet")}>
          {t("sendOn")}
        </a>
      </div>
      <h3 className="mt-5 text-base">{t("instructions")}</h3>
      {meter ? (
        <Steps steps={{ type: t("meterType"), enter: t("meterEnter"), keep: t("meterKeep") }} />
      ) : (
        <Steps
          steps={{
            give: t("pinGive"),
            use: dial
              ? t.rich("pinDial", {
                  code: () => (
                    <a
                      href={`tel:${encodeURIComponent(dial)}`}
                      className="link num font-bold whitespace-nowrap"
                    >
                      <bdi dir="ltr">{dial}</bdi>
                    </a>
                  ),
                })
              : t("pinFollow", { operator }),
            told: t("pinTold", { operator }),
          }}
        />
      )}
      {pin.instructions && (
        <p className="mt-3 text-sm whitespace-pre-line text-ink-2">
          <span className="font-semibold text-ink">{t("says", { operator })}</span>{" "}
          <ProviderText text={pin.instructions} />
        </p>
      )}
      <p className="mt-3 text-xs text-ink-3">{t("care")}</p>
    </Card>
  );
}

function Steps({ steps }: { steps: Record<string, ReactNode> }) {
  return (
    <ol className="mt-2 grid list-decimal gap-1.5 ps-5 text-sm text-ink-2">
      {Object.entries(steps).map(([name, step]) => (
        <li key={name}>{step}</li>
      ))}
    </ol>
  );
}
