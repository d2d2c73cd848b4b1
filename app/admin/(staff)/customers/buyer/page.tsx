import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { CustomerSheet } from "@/components/admin/cases/customer-sheet";
import { newId } from "@/lib/core/ids";
import { may } from "@/lib/core/permissions";
import { readCustomer } from "@/lib/reports";
import { readStaff, requireStaff } from "../../../require-staff";
import { blockAction, liftAction, noteAction } from "../../orders/[id]/order-acts";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-cases.customers");
  return { title: t("one") };
}

/** One buyer, by their address in the query: what ends in a dot and a word is taken for a file elsewhere. */
export default async function CustomerPage({ searchParams }: { searchParams: Promise<{ email?: string }> }) {
  const { ctx } = await requireStaff("customers.read");
  const { email } = await searchParams;
  const customer =
    typeof email === "string" ? await readCustomer(ctx, { email: email.replaceAll("\0", "") }) : null;
  if (!customer) notFound();
  const blocks = may(ctx.actor, "customers.block");
  return (
    <CustomerSheet
      of={customer}
      acts={{
        block: blocks ? blockAction : null,
        lift: blocks ? liftAction : null,
        note: may(ctx.actor, "notes.write") ? noteAction : null,
        requestId: newId(),
      }}
    />
  );
}
