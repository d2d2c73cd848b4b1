import { cookies } from "next/headers";
import { env } from "@/lib/env";

const COOKIE = "hl_into";
const MINUTES_15 = 15 * 60;
const SHAPE = /^[0-9a-f-]{36}$/;

/** What goes to no number and is chosen next is added to this checkout: there is no token that could say so. For server actions. */
export async function keepGoodsPlace(checkoutId: string): Promise<void> {
  if (!SHAPE.test(checkoutId)) return;
  (await cookies()).set(COOKIE, checkoutId, {
    httpOnly: true,
    sameSite: "lax",
    secure: env().appUrl.startsWith("https:"),
    maxAge: MINUTES_15,
    path: "/",
  });
}

/** The checkout that something is chosen for; a refused form still is. */
export async function readGoodsPlace(): Promise<{ checkoutId: string; line: null } | undefined> {
  const checkoutId = (await cookies()).get(COOKIE)?.value;
  return checkoutId && SHAPE.test(checkoutId) ? { checkoutId, line: null } : undefined;
}

/** It was chosen: what is chosen after it begins anew. For server actions. */
export async function endGoodsPlace(): Promise<void> {
  const jar = await cookies();
  if (jar.has(COOKIE)) jar.delete(COOKIE);
}
