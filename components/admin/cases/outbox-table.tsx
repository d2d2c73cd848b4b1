import { useTranslations } from "next-intl";
import Link from "next/link";
import { Chip, type ChipTone } from "@/components/ui/chip";
import type { OutboxMail } from "@/lib/reports/types";
import { DataTable } from "../data-table";
import type { FormAction } from "../settle/form-state";
import { When } from "../when";
import { StaffForm } from "./staff-form";

const TONES: Record<OutboxMail["state"], ChipTone> = { waiting: "wait", sent: "ok", failed: "bad" };

/** Mails with what became of them; a failed one says why. */
export function OutboxTable({
  mails,
  again,
  requestOf,
}: {
  mails: OutboxMail[];
  /** Null for who may not. */
  again: FormAction | null;
  /** An id a mail, under which a press counts once. */
  requestOf: Record<string, string>;
}) {
  const t = useTranslations("staff-cases.mails");
  const admin = useTranslations("admin");
  return (
    <DataTable
      caption={t("title")}
      rows={mails}
      keyOf={({ id }) => id}
      columns={[
        { head: t("at"), cell: ({ createdAt }) => <When at={createdAt} /> },
        {
          head: t("mail"),
          cell: ({ template, orderId }) => (
            <span className="inline-flex flex-wrap gap-2">
              {template}
              {orderId && (
                <Link href={`/admin/orders/${orderId}`} prefetch={false} className="link">
                  {t("order")}
                </Link>
              )}
            </span>
          ),
        },
        { head: t("to"), cell: ({ to }) => <span className="[overflow-wrap:anywhere]">{to}</span> },
        {
          head: t("state"),
          cell: ({ state, tries, nextTryAt }) => (
            <span className="grid gap-0.5">
              <span>
                <Chip tone={TONES[state]}>{admin(`mailState.${state}`)}</Chip>
              </span>
              {state === "waiting" && tries > 0 && (
                <span className="text-xs text-ink-3">
                  {t("tries", { tries })} {nextTryAt && <When at={nextTryAt} />}
                </span>
              )}
            </span>
          ),
        },
        {
          head: t("error"),
          cell: ({ error }) =>
            error && <span className="block max-w-[24rem] text-xs [overflow-wrap:anywhere]">{error}</span>,
        },
        {
          head: t("again"),
          cell: ({ id, state, template }) =>
            again &&
            template !== "sign-in" && (
              <StaffForm
                id={`again-${id}`}
                action={again}
                hidden={{ mail: id, request: requestOf[id] ?? "" }}
                button={state === "sent" ? t("copy") : t("try")}
                pending={t("sending")}
              />
            ),
        },
      ]}
    />
  );
}
