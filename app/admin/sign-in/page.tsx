import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { Door } from "@/components/admin/door";
import { SignInForm } from "@/components/admin/sign-in-form";
import { Notice } from "@/components/ui/notice";
import { env } from "@/lib/env";
import { auth } from "@/lib/runtime";
import { readStaff } from "../require-staff";

interface Props {
  searchParams: Promise<{ error?: string; callbackUrl?: string }>;
}

const FAILURES = ["Verification", "AccessDenied", "EmailSignin"] as const;

const failureOf = (error: string) => FAILURES.find((known) => known === error) ?? "other";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.signIn");
  return { title: t("title"), referrer: "no-referrer" };
}

/** The hint of a fresh shop: who its owner is. */
async function demoHint(): Promise<string | undefined> {
  const { mode, adminEmails } = env();
  const [email] = adminEmails;
  if (mode !== "demo" || !email) return undefined;
  return (await getTranslations("admin.signIn"))("demo", { email });
}

export default async function SignInPage({ searchParams }: Props) {
  const [{ error, callbackUrl }, staff, doors, jar] = await Promise.all([
    searchParams,
    readStaff(),
    auth(),
    cookies(),
  ]);
  if (staff) redirect("/admin");
  const csrfToken = doors.csrfTokenOf(jar.get(doors.cookieName("csrf"))?.value);
  // next-auth sets the cookie that the form needs and sends the browser back here with a callback.
  if (!csrfToken && !callbackUrl)
    redirect(`/api/auth/signin${error ? `?${new URLSearchParams({ error }).toString()}` : ""}`);
  const t = await getTranslations("admin.signIn");
  const failure = error ? failureOf(error) : undefined;
  return (
    <Door title={t("title")} lead={t("lead")}>
      {failure && (
        <Notice tone="bad" live title={t(`failures.${failure}.title`)}>
          {t(`failures.${failure}.text`)}
        </Notice>
      )}
      {csrfToken ? (
        <SignInForm csrfToken={csrfToken} hint={await demoHint()} />
      ) : (
        <Notice tone="bad" live title={t("cookies.title")}>
          {t("cookies.text")}
        </Notice>
      )}
    </Door>
  );
}
