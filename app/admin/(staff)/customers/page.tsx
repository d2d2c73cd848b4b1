import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BlockForm } from "@/components/admin/cases/act-cards";
import { BlockList } from "@/components/admin/cases/block-list";
import { CustomerTable } from "@/components/admin/cases/customer-table";
import { Fold } from "@/components/admin/cases/fold";
import { SearchForm } from "@/components/admin/cases/search-form";
import { Section } from "@/components/admin/section";
import { may } from "@/lib/core/permissions";
import { formatInternational } from "@/lib/phone/format-international";
import { findCustomers, listBlocks, readBlocksOf, readOrderSearch } from "@/lib/reports";
import { readStaff, requireStaff } from "../../require-staff";
import { blockAction, liftAction } from "../orders/[id]/order-acts";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-cases.customers");
  return { title: t("title") };
}

/** Buyers by address or by the number they sent to; whom the shop sells nothing to. */
export default async function CustomersPage({ searchParams }: { searchParams: Promise<{ q?: string }> }) {
  const { ctx } = await requireStaff("customers.read");
  const { q = "" } = await searchParams;
  const typed = typeof q === "string" ? q.trim() : "";
  const search = readOrderSearch(typed);
  const numbers = search.by === "number" ? search.numbers : [];
  const by =
    search.by === "email" ? { email: search.email } : numbers.length > 0 ? { numbers } : ("newest" as const);
  const unread = typed !== "" && by === "newest";
  const [rows, blocks, t, cases] = await Promise.all([
    unread ? [] : findCustomers(ctx, by),
    numbers.length > 0
      ? readBlocksOf(
          ctx,
          numbers.map((number) => `number:${number}`),
        )
      : listBlocks(ctx),
    getTranslations("staff-cases.customers"),
    getTranslations("staff-cases"),
  ]);
  const allowed = may(ctx.actor, "customers.block");
  return (
    <>
      <h1 className="mb-4 text-xl">{t("title")}</h1>
      <SearchForm
        action="/admin/customers"
        label={t("search")}
        hint={t("searchHint")}
        button={t("find")}
        typed={typed}
      />
      <Section id="found" title={typed === "" ? t("newest") : t("found", { count: rows.length })}>
        {rows.length > 0 ? (
          <CustomerTable rows={rows} />
        ) : (
          <p className="text-sm text-ink-2">{unread ? t("unread") : t("nobody")}</p>
        )}
      </Section>
      <Section id="blocks" title={t("blocks")} note={t("blocksNote")}>
        <div className="grid max-w-[44rem] gap-3">
          {allowed && numbers.length > 0 && (
            <Fold title={cases("acts.block")} open>
              <BlockForm
                id="block"
                whom={numbers.slice(0, 8).map((number) => ({
                  value: `number:${number}`,
                  text: formatInternational(number),
                }))}
                action={blockAction}
              />
            </Fold>
          )}
          <BlockList blocks={blocks} lift={allowed ? liftAction : null} />
        </div>
      </Section>
    </>
  );
}
