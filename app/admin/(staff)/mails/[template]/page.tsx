import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { notFound } from "next/navigation";
import { buttonClass } from "@/components/admin/control-class";
import { Section } from "@/components/admin/section";
import { DEFAULT_LOCALE, LOCALES } from "@/i18n/locales";
import { isStaffSample, MAIL_SAMPLES, renderSample } from "@/lib/mail";
import { readStaff, requireStaff } from "../../../require-staff";

interface Props {
  params: Promise<{ template: string }>;
  searchParams: Promise<{ locale?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-cases.mails");
  return { title: t("templates") };
}

/** One mail with made-up contents, in each language. It is shown in a frame that runs nothing and opens nothing. */
export default async function MailSamplePage({ params, searchParams }: Props) {
  await requireStaff("customers.read");
  const [{ template }, { locale: asked }, t] = await Promise.all([
    params,
    searchParams,
    getTranslations("staff-cases.mails"),
  ]);
  const sample = MAIL_SAMPLES.find((known) => known === template);
  if (!sample) notFound();
  const locales = isStaffSample(sample) ? [DEFAULT_LOCALE] : LOCALES;
  const locale = locales.find((known) => known === asked) ?? DEFAULT_LOCALE;
  const mail = renderSample(sample, locale);
  return (
    <>
      <Link href="/admin/mails" className="link inline-flex min-h-8 items-center text-sm">
        ← {t("title")}
      </Link>
      <h1 className="mt-1 mb-4 text-xl">{sample}</h1>
      <nav aria-label={t("language")} className="mb-4 flex flex-wrap gap-2">
        {locales.map((one) => (
          <Link
            key={one}
            href={`/admin/mails/${sample}?locale=${one}`}
            aria-current={one === locale ? "page" : undefined}
            className={`${buttonClass} aria-[current=page]:border-ink`}
          >
            {one}
          </Link>
        ))}
      </nav>
      <p className="mb-3 text-sm">
        <span className="text-ink-3">{t("subject")}</span>{" "}
        <span lang={locale} dir="auto" className="font-semibold">
          {mail.subject}
        </span>
      </p>
      <iframe
        title={t("preview", { template: sample, locale })}
        sandbox=""
        srcDoc={mail.html}
        className="h-[46rem] w-full max-w-[40rem] rounded-md border border-rule bg-white"
      />
      <Section id="plain" title={t("plain")}>
        <pre
          lang={locale}
          dir="auto"
          className="max-w-[40rem] rounded-md bg-sunk p-3 text-sm whitespace-pre-wrap [overflow-wrap:anywhere]"
        >
          {mail.text}
        </pre>
      </Section>
    </>
  );
}
