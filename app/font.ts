import localFont from "next/font/local";

/** 20 kB for Latin; other scripts use the system's fonts, whose web fonts weigh more than the page. */
export const figtree = localFont({
  src: "../node_modules/@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2",
  weight: "300 900",
  // Never exchanged for the fallback once that is seen: on a slow line the page would move.
  display: "optional",
  variable: "--font-figtree",
  adjustFontFallback: "Arial",
});
