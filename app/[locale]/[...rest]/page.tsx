import { setRequestLocale } from "next-intl/server";
import { notFound } from "next/navigation";

/** Whatever no other page answers to: not found, with the shop's own head and foot. */
export default async function UnknownPage({ params }: { params: Promise<{ locale: string }> }) {
  setRequestLocale((await params).locale);
  notFound();
}
