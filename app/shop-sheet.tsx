"use client";

/** Only a server has the text: it stands in the page, and neither in its data nor in a script. */
const text: string | undefined =
  typeof window === "undefined" ? (require("./shop.sheet.css") as { default: string }).default : undefined;

/** The shop's styles, in the page itself: a file of their own would come after fonts and scripts, and hold up the first paint. */
export function ShopSheet() {
  // A page that only the browser could render brings none.
  if (text === undefined && !document.querySelector("style[data-href~=shop]"))
    // oxlint-disable-next-line next/no-css-tags -- a module's sheet would weigh on every page
    return <link rel="stylesheet" href="/api/shop-styles" precedence="next" />;
  return (
    <style href="shop" precedence="next">
      {text}
    </style>
  );
}
