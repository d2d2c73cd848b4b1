import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { Card } from "@/components/ui/card";
import type { StaffDispute, StaffPayment } from "@/lib/reports/types";
import { Amount } from "../amount";
import { CodeText } from "../code-text";
import { buttonClass } from "../control-class";
import { DataTable } from "../data-table";
import { Section } from "../section";
import { When } from "../when";
import { ActionForm } from "./action-form";
import type { SettleActions } from "./settle-actions";

function DisputeTable({ disputes }: { disputes: StaffDispute[] }) {
  const t = useTranslations("admin");
  return (
    <DataTable
      caption={t("settle.disputes.title")}
      rows={disputes}
      keyOf={({ id }) => id}
      columns={[
        { head: t("settle.disputes.dispute"), cell: ({ id }) => <CodeText>{id}</CodeText> },
        {
          head: t("order.label.state"),
          cell: ({ status, answerable }) => (
            <Chip tone={answerable ? "bad" : status === "won" ? "ok" : "plain"}>
              {status.replaceAll("_", " ")}
            </Chip>
          ),
        },
        { head: t("order.label.reason"), cell: ({ reason }) => reason.replaceAll("_", " ") },
        { head: t("order.label.sum"), cell: ({ amount }) => <Amount of={amount} /> },
        {
          head: t("settle.disputes.due"),
          cell: ({ dueBy, answerable }) => dueBy && answerable && <When at={dueBy} />,
        },
        { head: t("settle.disputes.opened"), cell: ({ openedAt }) => <When at={openedAt} /> },
        {
          head: t("order.label.data"),
          cell: ({ submissions }) => t("settle.disputes.submissions", { count: submissions }),
        },
      ]}
    />
  );
}

function Warnings({ warnings }: { warnings: StaffPayment["fraudWarnings"] }) {
  const t = useTranslations("admin.settle.disputes");
  if (warnings.length === 0) return null;
  return (
    <ul className="mt-3 grid gap-1.5 text-sm">
      {warnings.map(({ id, fraudType, actionable, at }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-semibold">
            {t("warnings")}: {fraudType.replaceAll("_", " ")}
          </span>
          <span className="text-ink-2">{t(actionable ? "actionable" : "over")}</span>
          <span className="text-xs text-ink-3">
            <When at={at} /> <CodeText>{id}</CodeText>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What banks demand of the payment, the evidence against it, and the form that sends it. */
export function DisputeSection({
  orderId,
  payment,
  actions,
}: {
  orderId: string;
  payment: StaffPayment;
  actions: Pick<SettleActions, "sendEvidence">;
}) {
  const t = useTranslations("admin.settle.disputes");
  const q = useTranslations("staff-cases.queue");
  const { disputes, fraudWarnings } = payment;
  if (disputes.length + fraudWarnings.length === 0) return null;
  const pack = (
    <a href={`/admin/orders/${orderId}/evidence`} className={buttonClass} download>
      {t("pack")}
    </a>
  );
  return (
    <Section id="disputes" title={t("title")} note={t("packNote")} aside={pack}>
      {disputes.length > 0 && <DisputeTable disputes={disputes} />}
      <Warnings warnings={fraudWarnings} />
      {disputes
        .filter(({ answerable }) => answerable)
        .map(({ id }) => (
          <Card key={id} className="mt-4 max-w-[44rem] sm:p-5">
            <ActionForm
              id={`evidence-${id}`}
              action={actions.sendEvidence}
              tone="next"
              fields={{ order: orderId, dispute: id }}
              texts={{
                button: t("send", { id }),
                pending: t("sending"),
                note: t("note"),
                hint: t("noteHint"),
                optional: true,
                says: q("answerSays"),
              }}
            />
          </Card>
        ))}
    </Section>
  );
}
