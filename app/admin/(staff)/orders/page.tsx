import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { buttonClass } from "@/components/admin/control-class";
import { OrderSearch } from "@/components/admin/order-search";
import { OrderTable } from "@/components/admin/order-table";
import { Notice } from "@/components/ui/notice";
import { ORDER_TRANSITIONS, type OrderState } from "@/lib/core/transitions";
import { listOrders, readOrderSearch } from "@/lib/reports";
import { readStaff, requireStaff } from "../../require-staff";

type Query = Partial<Record<"q" | "state" | "older" | "newer", string | string[]>>;

const PAGE = 50;
/** What needs somebody first, what is over last. */
const STATES: OrderState[] = [
  ...new Set<OrderState>([
    "review",
    "in_doubt",
    "accepted",
    "sending",
    "authorised",
    ...ORDER_TRANSITIONS.map(([, , to]) => to),
  ]),
];

const first = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? "";

function cursorOf(query: Query) {
  const [older, newer] = [first(query.older), first(query.newer)];
  if (older) return { way: "older" as const, id: older };
  return newer ? { way: "newer" as const, id: newer } : undefined;
}

function addressOf(typed: string, state: string | undefined, page: Record<string, string> = {}): string {
  const query = new URLSearchParams({ ...(typed && { q: typed }), ...(state && { state }), ...page });
  return query.size > 0 ? `/admin/orders?${query.toString()}` : "/admin/orders";
}

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("admin.orders");
  return { title: t("title") };
}

export default async function OrdersPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx } = await requireStaff();
  const query = await searchParams;
  const typed = first(query.q).trim();
  const state = STATES.find((known) => known === first(query.state));
  const search = readOrderSearch(typed);
  const page = await listOrders(ctx, { search, state, cursor: cursorOf(query), limit: PAGE });
  const t = await getTranslations("admin.orders");
  const found = t(`found.${search.by}`, { typed });
  const nothingAsked = search.by === "nothing" && !state;
  return (
    <>
      <h1 className="mb-4 text-xl">{t("title")}</h1>
      <OrderSearch typed={typed} state={state} states={STATES} />
      <p className="mt-6 mb-3 text-sm font-semibold break-words" role="status">
        {found}
      </p>
      {page.rows.length > 0 ? (
        <OrderTable caption={found} rows={page.rows} />
      ) : (
        <Notice title={t(nothingAsked ? "emptyShop.title" : "empty.title")}>
          {t(nothingAsked ? "emptyShop.text" : "empty.text")}
        </Notice>
      )}
      {(page.newer || page.older) && (
        <nav aria-label={t("pages")} className="mt-4 flex flex-wrap gap-3">
          {page.newer && (
            <>
              <Link href={addressOf(typed, state)} className={buttonClass}>
                {t("newest")}
              </Link>
              <Link href={addressOf(typed, state, { newer: page.newer })} className={buttonClass}>
                ← {t("newer")}
              </Link>
            </>
          )}
          {page.older && (
            <Link href={addressOf(typed, state, { older: page.older })} className={`${buttonClass} ms-auto`}>
              {t("older")} →
            </Link>
          )}
        </nav>
      )}
    </>
  );
}
