import { getTranslations } from "next-intl/server";
import { Logo } from "@/components/layout/logo";
import { buttonClass } from "@/components/ui/button";

/** Looks like the page of any address that is not there: strangers learn nothing. */
export default async function AdminNotFound() {
  const [t, common] = await Promise.all([getTranslations("shop.notFound"), getTranslations("common")]);
  return (
    <main className="wrap grid max-w-2xl gap-6 py-10">
      <a href="/" className="inline-flex items-center gap-2 text-lg font-extrabold text-ink no-underline">
        <Logo />
        {common("name")}
      </a>
      <div>
        <h1>{t("title")}</h1>
        <p className="mt-3 text-ink-2">{t("text")}</p>
      </div>
      <p>
        <a href="/" className={buttonClass()}>
          {t("home")}
        </a>
      </p>
    </main>
  );
}
