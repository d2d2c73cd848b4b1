import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { OrderSheet } from "@/components/admin/order-sheet";
import { readStaffOrder } from "@/lib/reports";
import { readStaff, requireStaff } from "../../../require-staff";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("admin.order");
  return { title: t("facts") };
}

export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await requireStaff();
  const { id } = await params;
  const order = await readStaffOrder(ctx, { id });
  if (!order) notFound();
  return <OrderSheet order={order} />;
}
