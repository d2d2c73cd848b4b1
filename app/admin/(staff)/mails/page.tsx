import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { OutboxTable } from "@/components/admin/cases/outbox-table";
import { SearchForm } from "@/components/admin/cases/search-form";
import { buttonClass } from "@/components/admin/control-class";
import { Section } from "@/components/admin/section";
import { newId } from "@/lib/core/ids";
import { may } from "@/lib/core/permissions";
import { MAIL_SAMPLES } from "@/lib/mail";
import { listMails } from "@/lib/reports";
import { readStaff, requireStaff } from "../../require-staff";
import { mailAgainAction } from "./mail-actions";

const STATES = ["waiting", "sent", "failed"] as const;
const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-cases.mails");
  return { title: t("title") };
}

type Query = { q?: string; state?: string; before?: string };

const textIn = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

function addressOf(query: Query): string {
  const given = Object.entries(query).filter(([, value]) => textIn(value) !== "");
  return `/admin/mails?${new URLSearchParams(given as [string, string][]).toString()}`;
}

export default async function MailsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx } = await requireStaff("customers.read");
  const query = await searchParams;
  const state = STATES.find((known) => known === query.state);
  const typed = textIn(query.q);
  const [page, t, admin] = await Promise.all([
    listMails(ctx, { state, search: typed, before: textIn(query.before), limit: PAGE }),
    getTranslations("staff-cases.mails"),
    getTranslations("admin"),
  ]);
  return (
    <>
      <h1 className="mb-4 text-xl">{t("title")}</h1>
      <SearchForm
        action="/admin/mails"
        label={t("search")}
        hint={t("searchHint")}
        button={t("find")}
        typed={typed}
        hidden={state ? { state } : {}}
      />
      <nav aria-label={t("state")} className="mt-3 flex flex-wrap gap-2">
        {[undefined, ...STATES].map((one) => (
          <Link
            key={one ?? "all"}
            href={addressOf({ q: typed, ...(one ? { state: one } : {}) })}
            aria-current={one === state ? "page" : undefined}
            className={`${buttonClass} aria-[current=page]:border-ink`}
          >
            {one ? admin(`mailState.${one}`) : t("all")}
          </Link>
        ))}
      </nav>
      <Section id="outbox" title={t("outbox")} note={t("outboxNote")}>
        {page.mails.length === 0 ? (
          <p className="text-sm text-ink-2">{t("none")}</p>
        ) : (
          <OutboxTable
            mails={page.mails}
            again={may(ctx.actor, "mails.write") ? mailAgainAction : null}
            requestOf={Object.fromEntries(page.mails.map(({ id }) => [id, newId()]))}
          />
        )}
        {page.older && (
          <p className="mt-3">
            <Link href={addressOf({ ...query, before: page.older })} className={buttonClass}>
              {t("older")} →
            </Link>
          </p>
        )}
      </Section>
      <Section id="templates" title={t("templates")} note={t("templatesNote")}>
        <ul className="flex flex-wrap gap-2">
          {MAIL_SAMPLES.map((sample) => (
            <li key={sample}>
              <Link href={`/admin/mails/${sample}`} prefetch={false} className={buttonClass}>
                {sample}
              </Link>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
