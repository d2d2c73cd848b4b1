import { cookies } from "next/headers";
import { newPublicId } from "@/lib/core/ids";
import { env } from "@/lib/env";

const COOKIE = "hl_buyer";
const YEAR = 365 * 86_400;
const SHAPE = /^[0-9a-z]{26}$/;

/** The guest this browser is, or null before its first checkout. For pages, which may not set cookies. */
export async function readBuyerId(): Promise<string | null> {
  const known = (await cookies()).get(COOKIE)?.value;
  return known && SHAPE.test(known) ? known : null;
}

/** The guest this browser is; made when it is none yet. For server actions and route handlers. */
export async function ensureBuyerId(): Promise<string> {
  const known = await readBuyerId();
  if (known) return known;
  const made = newPublicId();
  (await cookies()).set(COOKIE, made, {
    httpOnly: true,
    sameSite: "lax",
    secure: env().appUrl.startsWith("https:"),
    maxAge: YEAR,
    path: "/",
  });
  return made;
}
