"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import { useState } from "react";

/** Only a server has the texts: they stand in the page, and neither in its data nor in a script. */
const onServer = typeof window === "undefined";
const shop = onServer ? (require("./shop.sheet.css") as { default: string }).default : undefined;
const home = onServer ? (require("./home.sheet.css") as { default: string }).default : undefined;
const admin = onServer ? (require("./admin.sheet.css") as { default: string }).default : undefined;

function Sheet({ name, text }: { name: string; text: string | undefined }) {
  // A page that only the browser could render brings none.
  if (text === undefined && !document.querySelector(`style[data-href~=${name}]`))
    return <link rel="stylesheet" href={`/api/styles/${name}`} precedence="next" />;
  return (
    <style href={name} precedence="next">
      {text}
    </style>
  );
}

/** Whether the document began with the main page. What was loaded with it stays, wherever the buyer goes from there. */
function useBeganAtHome(): boolean {
  const segment = useSelectedLayoutSegment();
  const [began] = useState(segment === "(home)");
  return began;
}

/** The shop's styles, in the page itself: a file of their own would come after fonts and scripts, and hold up the first paint. */
export function ShopSheet() {
  const later = useBeganAtHome();
  return later ? null : <Sheet name="shop" text={shop} />;
}

/** All of them on the main page, which has what it wears itself in its head: they come once its first screen is there. */
export function ShopSheetLater() {
  const later = useBeganAtHome();
  if (!later) return null;
  return (
    <style data-href="shop" suppressHydrationWarning>
      {shop ?? ""}
    </style>
  );
}

/** What the main page wears. Whoever comes to it from another page wears all already. */
export function HomeSheet() {
  if (!onServer && !document.querySelector("style[data-href~=home]")) return null;
  return <Sheet name="home" text={home} />;
}

/** The dashboard's. */
export const AdminSheet = () => <Sheet name="admin" text={admin} />;
