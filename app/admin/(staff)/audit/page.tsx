import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { CodeText } from "@/components/admin/code-text";
import { buttonClass, inputClass } from "@/components/admin/control-class";
import { DataTable } from "@/components/admin/data-table";
import { KeptFacts } from "@/components/admin/kept-facts";
import { When } from "@/components/admin/when";
import { listAudit, listAuditActions } from "@/lib/audit";
import type { AuditRow } from "@/lib/audit/types";
import { readStaff, requireStaff } from "../../require-staff";
import { readFilter, writeQuery, type AuditQuery, type Query } from "./read-filter";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-team.audit");
  return { title: t("title") };
}

const wordsOf = (code: string) => code.replaceAll(/[-_]/g, " ");

function Subject({ subject }: { subject: AuditRow["subject"] }) {
  if (!subject) return null;
  const { kind, id } = subject;
  const pages: Record<string, string> = { order: "/admin/orders/", staff: "/admin/staff/" };
  const page = pages[kind];
  return (
    <span className="[overflow-wrap:anywhere]">
      {wordsOf(kind)}{" "}
      {page ? (
        <Link href={`${page}${id}`} prefetch={false} className="link">
          <CodeText>{id}</CodeText>
        </Link>
      ) : (
        <CodeText>{id}</CodeText>
      )}
    </span>
  );
}

async function AuditTable({ rows }: { rows: AuditRow[] }) {
  const t = await getTranslations("staff-team.audit");
  return (
    <DataTable
      caption={t("title")}
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        { head: t("when"), cell: ({ at }) => <When at={at} /> },
        { head: t("who"), cell: ({ by }) => <span className="[overflow-wrap:anywhere]">{by}</span> },
        { head: t("what"), cell: ({ action }) => wordsOf(action) },
        { head: t("subject"), cell: ({ subject }) => <Subject subject={subject} /> },
        { head: t("why"), cell: ({ reason }) => reason },
        {
          head: t("data"),
          cell: ({ data }) => Object.keys(data).length > 0 && <KeptFacts of={data} />,
        },
      ]}
    />
  );
}

async function FilterForm({ typed, actions }: { typed: AuditQuery; actions: string[] }) {
  const t = await getTranslations("staff-team.audit");
  const text = (name: "who" | "subject" | "why", label: string) => (
    <label className="grid gap-1 text-xs font-semibold">
      {label}
      <input
        name={name}
        defaultValue={typed[name]}
        autoComplete="off"
        spellCheck={false}
        className={inputClass}
      />
    </label>
  );
  const day = (name: "from" | "until", label: string) => (
    <label className="grid gap-1 text-xs font-semibold">
      {label}
      <input name={name} type="date" defaultValue={typed[name]} className={inputClass} />
    </label>
  );
  return (
    <form
      action="/admin/audit"
      role="search"
      className="mb-4 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4"
    >
      {text("who", t("whoLabel"))}
      <label className="grid gap-1 text-xs font-semibold">
        {t("what")}
        <input
          name="what"
          list="audit-actions"
          defaultValue={typed.what}
          autoComplete="off"
          className={inputClass}
        />
        <datalist id="audit-actions">
          {actions.map((action) => (
            <option key={action}>{action}</option>
          ))}
        </datalist>
      </label>
      {text("subject", t("subjectLabel"))}
      {text("why", t("whyLabel"))}
      {day("from", t("from"))}
      {day("until", t("until"))}
      <button type="submit" className={buttonClass}>
        {t("search")}
      </button>
    </form>
  );
}

/** What staff did: every act and every change of an order or payment, by whom and why. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [{ ctx }, query] = await Promise.all([requireStaff("audit.read"), searchParams]);
  const { typed, filter } = readFilter(query);
  const [t, page, actions] = await Promise.all([
    getTranslations("staff-team.audit"),
    listAudit(ctx, filter),
    listAuditActions(ctx),
  ]);
  const file = (format: "csv" | "json") => `/admin/audit/export?${writeQuery(typed, { format })}`;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl">{t("title")}</h1>
        <p className="flex gap-3">
          <a href={file("csv")} download className={buttonClass}>
            {t("csv")}
          </a>
          <a href={file("json")} download className={buttonClass}>
            {t("json")}
          </a>
        </p>
      </div>
      <p className="mb-4 max-w-[70ch] text-sm text-ink-2">{t("note")}</p>
      <FilterForm typed={typed} actions={actions} />
      {page.rows.length === 0 ? <p>{t("none")}</p> : <AuditTable rows={page.rows} />}
      {page.next && (
        <p className="mt-4">
          <Link href={`/admin/audit?${writeQuery(typed, { ...page.next })}`} className={buttonClass}>
            {t("older")}
          </Link>
        </p>
      )}
    </>
  );
}
