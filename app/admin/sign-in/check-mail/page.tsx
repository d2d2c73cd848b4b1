import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { Door } from "@/components/admin/door";
import { buttonClass } from "@/components/ui/button";
import { env } from "@/lib/env";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.checkMail");
  return { title: t("title") };
}

/** The same for every address: it tells nobody who is staff. */
export default async function CheckMailPage() {
  const t = await getTranslations("admin.checkMail");
  const { mailboxUrl } = env();
  return (
    <Door title={t("title")} lead={t("lead")}>
      <p className="text-sm text-ink-2">{t("wait")}</p>
      {mailboxUrl && (
        <a href={mailboxUrl} className={buttonClass("next")}>
          {t("mailbox")}
        </a>
      )}
      <Link href="/admin/sign-in" className={buttonClass("quiet")}>
        {t("again")}
      </Link>
    </Door>
  );
}
