import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Validity } from "@/components/orders/validity";
import { ProviderText } from "@/components/ui/provider-text";
import type { GiftCodeView } from "@/lib/orders/types";
import { CopyRow } from "./copy-row";

/** The code that was bought, covered until it is asked for: somebody may look over the buyer's shoulder. Needs no script. */
export function GiftCodeCard({
  gift,
  brand,
  redeem,
}: {
  gift: GiftCodeView;
  brand: string;
  /** How its codes are used, where a provider says it. */
  redeem: string;
}) {
  const t = useTranslations("goods.arrival.gift");
  const { code, pin, url, instructions, validity } = gift;
  const how = instructions ?? redeem;
  return (
    <Card asks>
      <h2 className="text-lg">{t("heading", { brand })}</h2>
      <details className="group mt-3 rounded-md bg-sunk">
        <summary className="flex min-h-14 cursor-pointer items-center justify-between gap-4 rounded-md px-4 font-bold">
          <span className="group-open:hidden">{t("show")}</span>
          <span className="hidden group-open:inline">{t("hide")}</span>
          <span aria-hidden="true" className="num tracking-[0.2em] text-ink-3 group-open:hidden">
            ••••
          </span>
        </summary>
        <dl className="px-4 pb-2">
          {code && <CopyRow name={t("code")} text={code} copy={t("copyCode")} done={t("copied")} />}
          {pin && <CopyRow name={t("pin")} text={pin} copy={t("copyPin")} done={t("copied")} />}
        </dl>
        {url && (
          <p className="px-4 pb-4">
            <a
              href={url}
              rel="noreferrer noopener"
              target="_blank"
              className={`${buttonClass("quiet")} w-full`}
            >
              {t("open", { brand })}
            </a>
          </p>
        )}
      </details>
      <h3 className="mt-4 text-base">{t("how")}</h3>
      <p className="mt-1 text-sm whitespace-pre-line text-ink-2">
        {how ? <ProviderText text={how} /> : t("howPlain", { brand })}
      </p>
      <div className="mt-3 -mb-3 empty:hidden">
        <Validity said={validity} />
      </div>
      <p className="mt-3 text-xs text-ink-3">{t("care")}</p>
    </Card>
  );
}
