import Link from "next/link";
import { useTranslations } from "next-intl";
import { localePath } from "@/i18n/locales";

const QUESTIONS = ["hold", "wrong", "price"] as const;

/** The three things people ask first, answered where they ask. */
export function HonestAnswers({ locale }: { locale: string }) {
  const t = useTranslations("shop.honest");
  return (
    <section className="later wrap grid gap-5 pb-14">
      <h2>{t("title")}</h2>
      <dl className="grid gap-x-8 gap-y-6 md:grid-cols-3">
        {QUESTIONS.map((name) => (
          <div key={name}>
            <dt className="font-bold">{t(`${name}.question`)}</dt>
            <dd className="mt-1 max-w-[46ch] text-sm text-ink-2">{t(`${name}.answer`)}</dd>
          </div>
        ))}
      </dl>
      <p>
        <Link
          href={localePath(locale, "/help")}
          prefetch={false}
          className="link inline-flex min-h-12 items-center text-sm"
        >
          {t("more")}
        </Link>
      </p>
    </section>
  );
}
