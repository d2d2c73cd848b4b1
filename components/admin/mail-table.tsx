import { useTranslations } from "next-intl";
import { Chip, type ChipTone } from "@/components/ui/chip";
import type { StaffMail } from "@/lib/reports/types";
import { DataTable } from "./data-table";
import { When } from "./when";

const TONES: Record<StaffMail["state"], ChipTone> = { waiting: "wait", sent: "ok", failed: "bad" };

/** What was written to whom about the order. */
export function MailTable({ mails }: { mails: StaffMail[] }) {
  const t = useTranslations("admin");
  if (mails.length === 0) return <p className="text-sm text-ink-2">{t("order.noMails")}</p>;
  return (
    <DataTable
      caption={t("order.mails")}
      rows={mails}
      keyOf={({ template, to, createdAt }) => `${template} ${to} ${createdAt}`}
      columns={[
        { head: t("order.label.mail"), cell: ({ template }) => template },
        { head: t("order.label.to"), cell: ({ to }) => to },
        {
          head: t("order.label.state"),
          cell: ({ state }) => <Chip tone={TONES[state]}>{t(`mailState.${state}`)}</Chip>,
        },
        { head: t("order.label.at"), cell: ({ sentAt, createdAt }) => <When at={sentAt ?? createdAt} /> },
        { head: t("order.label.error"), cell: ({ error }) => error },
      ]}
    />
  );
}
