import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { buttonClass } from "@/components/admin/control-class";
import { BulkForm } from "@/components/admin/orders/bulk-form";
import { ExportForm } from "@/components/admin/orders/export-form";
import { ListedTable } from "@/components/admin/orders/listed-table";
import { OrderFilterForm } from "@/components/admin/orders/order-filter-form";
import { SavedViewBar } from "@/components/admin/orders/saved-view-bar";
import { When } from "@/components/admin/when";
import { Notice } from "@/components/ui/notice";
import { may } from "@/lib/core/permissions";
import { COUNTRIES } from "@/lib/phone/calling-codes";
import { PROVIDER_NAMES } from "@/lib/providers/spec";
import {
  KINDS,
  listOrders,
  listViews,
  mayExportWhole,
  oneOf,
  ORDER_COLUMNS,
  ORDER_STATES,
  PAYMENT_STATES,
  readOperatorChoices,
  readOrderColumns,
  readOrderFilters,
  readOrderSearch,
  writeOrderQuery,
  type Asked,
} from "@/lib/reports";
import { readStaff, requireStaff } from "../../require-staff";
import { forgetViewAction, saveViewAction } from "./view-actions";

const PAGE = 50;
const VIEW_FAILURES = ["view-unnamed", "view-known", "view-too-long"] as const;
/** Of the bulk form, which the boxes of the table belong to. */
const BULK = "bulk";

function cursorOf(query: Asked) {
  const [older, newer] = [oneOf(query, "older"), oneOf(query, "newer")];
  if (older) return { way: "older" as const, id: older };
  return newer ? { way: "newer" as const, id: newer } : undefined;
}

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("admin.orders");
  return { title: t("title") };
}

export default async function OrdersPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const { ctx } = await requireStaff("orders.read");
  const query = await searchParams;
  const typed = oneOf(query, "q") ?? "";
  const { filters, problems } = readOrderFilters(query);
  const columns = readOrderColumns(query);
  const search = readOrderSearch(typed);
  const [page, operators, views, t] = await Promise.all([
    listOrders(ctx, { search, filters, cursor: cursorOf(query), limit: PAGE }),
    readOperatorChoices(ctx, filters),
    listViews(ctx),
    getTranslations("staff-numbers.list"),
  ]);
  const own = writeOrderQuery({ typed, filters, columns });
  const at = (place: Record<string, string> = {}) => {
    const params = writeOrderQuery({ typed, filters, columns }, place);
    return params ? `/admin/orders?${params}` : "/admin/orders";
  };
  const found = t(`found.${search.by === "ids" ? "nothing" : search.by}`, { typed });
  const filtered = writeOrderQuery({ typed: "", filters, columns }) !== "";
  const nothingAsked = own === "" && !cursorOf(query);
  return (
    <>
      <h1 className="mb-4 text-xl">{t("title")}</h1>
      <OrderFilterForm
        typed={typed}
        filters={filters}
        columns={columns}
        filtered={filtered || typed !== ""}
        choices={{
          states: ORDER_STATES,
          payments: PAYMENT_STATES,
          providers: PROVIDER_NAMES,
          kinds: KINDS,
          countries: COUNTRIES.map(({ country }) => country),
          operators,
          columns: ORDER_COLUMNS.filter((column) => column !== "profit" || may(ctx.actor, "books.read")),
        }}
      />
      {problems.map((problem) => (
        <div key={problem.filter} className="mt-3">
          <Notice tone="bad">
            {t("problem", { filter: t(`filters.${problem.filter}`), typed: problem.typed })}
          </Notice>
        </div>
      ))}
      <SavedViewBar
        views={views}
        query={own}
        failure={VIEW_FAILURES.find((known) => known === oneOf(query, "view")) ?? null}
        actions={{ save: saveViewAction, forget: forgetViewAction }}
      />
      <div className="mt-6 mb-3 flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm font-semibold break-words" role="status">
          {found}
        </p>
        {may(ctx.actor, "orders.export") && <ExportForm query={own} mayWhole={mayExportWhole(ctx)} />}
      </div>
      {page.rows.length > 0 ? (
        <ListedTable
          caption={found}
          rows={page.rows}
          columns={columns}
          form={may(ctx.actor, "orders.act") ? BULK : undefined}
        />
      ) : (
        <Notice
          title={t(nothingAsked ? "emptyShop.title" : page.lookedUpTo ? "notYet.title" : "empty.title")}
        >
          {t(nothingAsked ? "emptyShop.text" : page.lookedUpTo ? "notYet.text" : "empty.text")}
        </Notice>
      )}
      {page.rows.length > 0 && may(ctx.actor, "orders.act") && <BulkForm id={BULK} back={at()} />}
      {page.lookedUpTo && (
        <p className="mt-3 text-sm text-ink-2">
          {t.rich("lookedUpTo", { moment: () => <When at={page.lookedUpTo ?? ""} /> })}
        </p>
      )}
      {(page.newer || page.older) && (
        <nav aria-label={t("pages")} className="mt-4 flex flex-wrap gap-3">
          {page.newer && (
            <>
              <Link href={at()} className={buttonClass}>
                {t("newest")}
              </Link>
              <Link href={at({ newer: page.newer })} className={buttonClass}>
                ← {t("newer")}
              </Link>
            </>
          )}
          {page.older && (
            <Link href={at({ older: page.older })} className={`${buttonClass} ms-auto`}>
              {t("older")} →
            </Link>
          )}
        </nav>
      )}
    </>
  );
}
