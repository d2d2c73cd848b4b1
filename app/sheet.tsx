"use client";

/** Only a server has the texts: they stand in the page, and neither in its data nor in a script. */
const onServer = typeof window === "undefined";
const shop = onServer ? (require("./shop.sheet.css") as { default: string }).default : undefined;
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

/** The shop's styles, in the page itself: a file of their own would come after fonts and scripts, and hold up the first paint. */
export const ShopSheet = () => <Sheet name="shop" text={shop} />;

/** The dashboard's. */
export const AdminSheet = () => <Sheet name="admin" text={admin} />;
