import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { validate as isUuid } from "uuid";
import { buttonClass } from "@/components/admin/control-class";
import { DataTable } from "@/components/admin/data-table";
import { Section } from "@/components/admin/section";
import { alertFields } from "@/components/admin/team/alert-fields";
import { FieldForm } from "@/components/admin/team/field-form";
import { When } from "@/components/admin/when";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { listAlertMessages, listAlertRules } from "@/lib/alerts";
import type { AlertMessageView, AlertRuleView } from "@/lib/alerts/types";
import { newId } from "@/lib/core/ids";
import { may } from "@/lib/core/permissions";
import { readStaff, requireStaff } from "../../require-staff";
import { alertAction } from "./alert-actions";
import { fieldTexts } from "./field-texts";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-team.alerts");
  return { title: t("title") };
}

async function RuleTable({ rules }: { rules: AlertRuleView[] }) {
  const t = await getTranslations("staff-team.alerts");
  return (
    <DataTable
      caption={t("rules")}
      rows={rules}
      keyOf={({ id }) => id}
      columns={[
        {
          head: t("fields.name"),
          cell: ({ id, name }) => (
            <Link href={`/admin/alerts/${id}`} className="link">
              {name}
            </Link>
          ),
        },
        { head: t("fields.kinds"), cell: ({ kinds }) => kinds.map((kind) => t(`kind.${kind}`)).join(", ") },
        {
          head: t("to"),
          cell: ({ channel, emails, webhookHint }) => (
            <span className="[overflow-wrap:anywhere]">
              {channel === "webhook" ? webhookHint : emails.join(", ")}
            </span>
          ),
        },
        {
          head: t("fields.enabled"),
          cell: ({ enabled }) => (
            <Chip tone={enabled ? "ok" : "plain"}>{t(enabled ? "fields.yes" : "fields.no")}</Chip>
          ),
          atEnd: true,
        },
      ]}
    />
  );
}

const TONES = { sent: "ok", waiting: "wait", failed: "bad" } as const;

async function MessageTable({ rows }: { rows: AlertMessageView[] }) {
  const t = await getTranslations("staff-team.alerts");
  return (
    <DataTable
      caption={t("log")}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { head: t("made"), cell: ({ createdAt }) => <When at={createdAt} /> },
        { head: t("what"), cell: ({ kind }) => t(`kind.${kind}`) },
        {
          head: t("texts"),
          cell: ({ texts }) => (
            <span className="[overflow-wrap:anywhere]">
              {texts.slice(0, 3).join(" · ")}
              {texts.length > 3 && ` ${t("more", { count: texts.length - 3 })}`}
            </span>
          ),
        },
        {
          head: t("to"),
          cell: ({ recipient }) => <span className="[overflow-wrap:anywhere]">{recipient}</span>,
        },
        {
          head: t("state"),
          cell: ({ state, error }) => (
            <>
              <Chip tone={TONES[state]}>{t(`states.${state}`)}</Chip>
              {error && <span className="ms-2 text-xs text-clay">{error}</span>}
            </>
          ),
        },
        { head: t("tries"), cell: ({ tries }) => tries, atEnd: true },
        { head: t("sent"), cell: ({ sentAt }) => sentAt && <When at={sentAt} />, atEnd: true },
      ]}
    />
  );
}

/** Who is told of what, and what was told. */
export default async function AlertsPage({
  searchParams,
}: {
  searchParams: Promise<{ before?: string | string[] }>;
}) {
  const [{ ctx }, { before }] = await Promise.all([requireStaff("audit.read"), searchParams]);
  const [t, { rules, untaken }, log] = await Promise.all([
    getTranslations("staff-team.alerts"),
    listAlertRules(ctx),
    listAlertMessages(ctx, typeof before === "string" && isUuid(before) ? { before } : {}),
  ]);
  const last = log.at(-1);
  return (
    <>
      <h1 className="mb-4 text-xl">{t("title")}</h1>
      {untaken.length > 0 && (
        <Notice title={t("untaken")}>{untaken.map((kind) => t(`kind.${kind}`)).join(", ")}</Notice>
      )}
      <Section id="rules" title={t("rules")} note={t("rulesNote")}>
        {rules.length === 0 ? <p className="text-sm">{t("noRules")}</p> : <RuleTable rules={rules} />}
      </Section>
      {may(ctx.actor, "alerts.write") && (
        <Section id="new" title={t("new")}>
          <Card className="max-w-[44rem] sm:p-5">
            <FieldForm
              id="new"
              action={alertAction}
              hidden={{ do: "put", rule: newId(), version: "0" }}
              fields={alertFields(undefined, await fieldTexts())}
              button={t("make")}
              pending={t("saving")}
            />
          </Card>
        </Section>
      )}
      <Section id="log" title={t("log")} note={t("logNote")}>
        {log.length === 0 ? <p className="text-sm">{t("noLog")}</p> : <MessageTable rows={log} />}
        {log.length === 50 && last && (
          <p className="mt-4">
            <Link href={`/admin/alerts?before=${last.id}#log`} className={buttonClass}>
              {t("older")}
            </Link>
          </p>
        )}
      </Section>
    </>
  );
}
