"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { auth } from "@/lib/runtime";
import { requireStaff } from "./require-staff";

/** Ends the session in the database and in the browser. Next refuses actions that come from another site. */
export async function signOutAction(): Promise<void> {
  await requireStaff();
  const [jar, doors] = await Promise.all([cookies(), auth()]);
  const name = doors.cookieName("session");
  const token = jar.get(name)?.value;
  if (token) await doors.signOut(token);
  jar.set(name, "", {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: name.startsWith("__Host-"),
    maxAge: 0,
  });
  redirect("/admin/sign-in");
}
