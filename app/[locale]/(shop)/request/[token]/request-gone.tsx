import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { localePath } from "@/i18n/locales";

/** A link that has ended, or of which a piece is missing. */
export function RequestGone({ locale, over }: { locale: string; over: boolean }) {
  const t = useTranslations("request.open");
  return (
    <div className="wrap grid max-w-2xl gap-6 py-8 md:py-14">
      <h1>{t(over ? "over" : "broken")}</h1>
      <p className="text-ink-2">{t(over ? "overHelp" : "brokenHelp")}</p>
      <p>
        <Link href={localePath(locale, "/")} prefetch={false} className={buttonClass()}>
          {t("toNumber")}
        </Link>
      </p>
    </div>
  );
}
