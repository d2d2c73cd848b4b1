import { cookies, headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import type { Staff } from "@/lib/auth";
import { may, type Permission } from "@/lib/core/permissions";
import { nameDevice } from "./name-device";
import { auth, staffContext, type AppCtx } from "@/lib/runtime";

/** Who is signed in as staff; null for everybody else. Once a request. */
export const readStaff = cache(async (): Promise<Staff | null> => {
  const [jar, doors, sent] = await Promise.all([cookies(), auth(), headers()]);
  const device = nameDevice(sent.get("user-agent") ?? "");
  return doors.readStaff(jar.get(doors.cookieName("session"))?.value, device);
});

/** Begins every staff page and action: nobody else learns that it exists, nor who is not allowed what it `needs`. */
export async function requireStaff(needs?: Permission): Promise<{ staff: Staff; ctx: AppCtx }> {
  const staff = await readStaff();
  if (!staff) notFound();
  const ctx = staffContext(staff);
  if (needs && !may(ctx.actor, needs)) notFound();
  return { staff, ctx };
}
