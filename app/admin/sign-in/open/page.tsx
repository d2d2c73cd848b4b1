import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { Door } from "@/components/admin/door";
import { buttonClass } from "@/components/ui/button";

interface Props {
  searchParams: Promise<{ email?: string; token?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.signIn");
  // The address of this page is the link: no other page may learn it.
  return { title: t("title"), referrer: "no-referrer" };
}

/** Where the mailed link leads. Opening it uses nothing up, the button does: mail programs open links by themselves. */
export default async function OpenLinkPage({ searchParams }: Props) {
  const { email, token } = await searchParams;
  const t = await getTranslations("admin.open");
  const whole = typeof email === "string" && typeof token === "string" && /^[0-9a-f]{64}$/.test(token);
  const again = (
    <Link href="/admin/sign-in" className={buttonClass("quiet")}>
      {t("again")}
    </Link>
  );
  if (!whole)
    return (
      <Door title={t("broken.title")} lead={t("broken.text")}>
        {again}
      </Door>
    );
  const query = new URLSearchParams({ email, token });
  return (
    <Door title={t("title", { email })} lead={t("lead")}>
      <form action={`/api/auth/callback/email?${query.toString()}`} method="post" className="grid">
        <button type="submit" className={buttonClass("next")}>
          {t("submit")}
        </button>
      </form>
    </Door>
  );
}
