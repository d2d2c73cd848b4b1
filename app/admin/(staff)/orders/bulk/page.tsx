import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import Link from "next/link";
import { DataTable } from "@/components/admin/data-table";
import { BulkConfirm } from "@/components/admin/orders/bulk-confirm";
import { OrderChip } from "@/components/admin/state-chip";
import { Notice } from "@/components/ui/notice";
import { newId } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import { oneOf, previewBulk, type Asked } from "@/lib/reports";
import { BULK_ACTIONS, type BulkOrder } from "@/lib/reports/types";
import { readStaff, requireStaff } from "../../../require-staff";
import { bulkAction } from "./bulk-action";

const BARS = ["nothing-to-tell", "nothing-open"] as const;

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-numbers.bulk");
  return { title: t("title") };
}

/** Only ever back into the list. */
const backTo = (query: Asked): string => {
  const back = oneOf(query, "back") ?? "";
  return back.startsWith("/admin/orders?") ? back : "/admin/orders";
};

export default async function BulkPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const { ctx } = await requireStaff("orders.act");
  const query = await searchParams;
  const action = BULK_ACTIONS.find((known) => known === oneOf(query, "do")) ?? "receipt";
  const given = query["id"] ?? [];
  const picked = await previewBulk(ctx, { action, ids: Array.isArray(given) ? given : [given] });
  const [t, what, locale] = await Promise.all([
    getTranslations("staff-numbers.bulk"),
    getTranslations("admin.orders"),
    getLocale(),
  ]);
  const will = picked.filter(({ bar }) => bar === null);
  const nameOf = ({ order }: BulkOrder) => (
    <Link href={`/admin/orders/${order.id}`} className="link">
      {what("what", {
        face: order.parcel ?? formatMoney(order.face, locale, { compact: true }),
        operator: order.operator,
      })}
      {` · ${order.to.masked}`}
    </Link>
  );
  const becomes = ({ order, bar }: BulkOrder): string => {
    if (bar === null)
      return t(`actions.${action}.does`, {
        email: order.maskedEmail,
        total: formatMoney(order.total, locale),
      });
    const known = BARS.find((one) => one === bar);
    return `${t("wont")}: ${known ? t(`bars.${known}`) : t("bars.cancel")}`;
  };
  return (
    <>
      <p className="mb-3 text-sm">
        <Link href={backTo(query)} className="link">
          ← {t("back")}
        </Link>
      </p>
      <h1 className="mb-4 text-xl">{t(`actions.${action}.name`)}</h1>
      {picked.length === 0 ? (
        <Notice title={t("none")}>{t("noneText")}</Notice>
      ) : (
        <>
          <p className="mb-3 text-sm font-semibold">{t("will", { count: will.length })}</p>
          <DataTable
            caption={t("title")}
            rows={picked}
            keyOf={({ order }) => order.id}
            columns={[
              { head: t("order"), cell: nameOf },
              { head: what("columns.order"), cell: ({ order }) => <OrderChip state={order.state} /> },
              { head: t("becomes"), cell: becomes },
            ]}
          />
          {will.length > 0 && (
            <BulkConfirm
              action={bulkAction}
              names={Object.fromEntries(will.map((one) => [one.order.id, nameOf(one)]))}
              fields={[
                ["do", action],
                ["request", newId()],
                ...will.map(({ order, version }) => ["order", `${order.id}:${version}`] as const),
              ]}
              texts={{
                press: t("press", { count: will.length }),
                pending: t("pending"),
                result: t("result"),
                done: t("done"),
                not: t("wont"),
                ...(action === "cancel" && { note: t("note"), hint: t("noteHint") }),
              }}
            />
          )}
        </>
      )}
    </>
  );
}
