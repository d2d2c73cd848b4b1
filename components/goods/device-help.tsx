import { useTranslations } from "next-intl";

const MAKERS = ["apple", "google", "samsung", "others", "not"] as const;

/** How to find out whether a phone takes an eSIM: what to dial, and which models do. Folded away; needs no script. */
export function DeviceHelp() {
  const t = useTranslations("goods.device");
  return (
    <details className="rounded-md border border-rule bg-surface px-4 py-1 text-sm">
      <summary className="flex min-h-12 cursor-pointer items-center font-semibold">{t("help")}</summary>
      <div className="grid gap-3 pb-3 text-ink-2">
        <p>
          {t.rich("dial", {
            code: () => (
              <bdi dir="ltr" className="num font-bold text-ink">
                *#06#
              </bdi>
            ),
          })}
        </p>
        <dl className="grid gap-2">
          {MAKERS.map((maker) => (
            <div key={maker}>
              <dt className="font-semibold text-ink">{t(`makers.${maker}.name`)}</dt>
              <dd>{t(`makers.${maker}.models`)}</dd>
            </div>
          ))}
        </dl>
        <p>{t("locked")}</p>
      </div>
    </details>
  );
}
