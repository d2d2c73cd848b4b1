"use server";

import { redirect } from "next/navigation";
import { forgetView, saveView } from "@/lib/reports";
import { textOf } from "../../run-staff-action";
import { requireStaff } from "../../require-staff";

/** Back to the list one came from; what could not be done stands in its address. */
const listAt = (query: string, failure?: string): string => {
  const params = new URLSearchParams(query);
  params.delete("view");
  if (failure) params.set("view", failure);
  return `/admin/orders?${params.toString()}`;
};

export async function saveViewAction(form: FormData): Promise<void> {
  const { ctx } = await requireStaff("orders.read");
  const query = textOf(form, "query");
  const saved = await saveView(ctx, {
    name: textOf(form, "name"),
    query,
    shared: textOf(form, "shared") === "1",
  });
  redirect(listAt(query, saved.ok ? undefined : saved.failure.code));
}

export async function forgetViewAction(form: FormData): Promise<void> {
  const { ctx } = await requireStaff("orders.read");
  await forgetView(ctx, { id: textOf(form, "id") });
  redirect("/admin/orders");
}
