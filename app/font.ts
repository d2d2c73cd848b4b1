import localFont from "next/font/local";

/** 20 kB for Latin; other scripts use the system's fonts, whose web fonts weigh more than the page. */
export const figtree = localFont({
  src: "../node_modules/@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2",
  weight: "300 900",
  display: "swap",
  variable: "--font-figtree",
  adjustFontFallback: "Arial",
});
