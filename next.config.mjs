import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./i18n/request.ts");
const development = process.env.NODE_ENV === "development";

/** Languages other than English, whose pages stand under their prefix. */
const PREFIXES = readdirSync(new URL("messages", import.meta.url)).filter((locale) => locale !== "en");
const LOCALES = ["en", ...PREFIXES].join("|");

/** Everything that is no page of the shop. Two letters are a locale, known or not; a dot is a file. */
const NO_ENGLISH_PAGE = `[a-z]{2}(?:/|$)|(?:${LOCALES})(?:/|$)|api(?:/|$)|admin(?:/|$)|_next/|__next|carriers/|flags/|.*\\.[^/]*$`;

/** Answered by nothing, so by `app/global-not-found.tsx`. */
const NO_PAGE = "/en/not/a/page/of/ours";

const folders = (path) =>
  readdirSync(new URL(`app/[locale]/${path}`, import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[a-z]/.test(entry.name))
    .map(({ name }) => name);
const KEPT = folders("(shop)/priced/[currency]");
/** First parts of addresses whose pages are not kept; `/bills` alone is the same in every currency. */
const NOT_KEPT = ["", "(shop)", "(checkout)"].flatMap(folders).filter((name) => !KEPT.includes(name));
NOT_KEPT.push(NO_PAGE.split("/")[2]);
const PRICED_PAGE = `/:locale(${LOCALES})/:path((?!(?:${NOT_KEPT.join("|")})(?:/|$)|bills$).+)`;

/**
 * First parts of addresses that show what is one buyer's own. A window that opened such a page, or an office page, loses hold of it. The
 * browser starts a process anew for that, 50 ms on a cheap phone: pages that are the same for everybody are spared it.
 */
const OWN = [...folders("(checkout)"), "gift", "proof", "request"];

/** What pages read of their address. With any of it a page is made for who asks. */
const QUESTIONS = ["to", "amount", "data", "calls", "sms", "days", "sort", "q", "for", "pick"];

/** Where each currency other than the dollar is paid in, as a browser's first language tells it (`lib/core/buyer-currencies.ts`). */
const HOMES = JSON.parse(readFileSync(new URL("lib/core/currency-homes.json", import.meta.url), "utf8"));
const oneOf = (words) =>
  `(?:${words.join("|").replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`)})`;
const inCountry = (countries) => `[^,;-]*(?:-[^,;-]{3,})*-${oneOf(countries)}(?:[-,;].*)?`;
const speaks = ({ countries, languages }) =>
  languages ? `(?:${inCountry(countries)}|${oneOf(languages)}(?:[,;].*)?)` : inCountry(countries);

/**
 * Pages with prices are made once a minute at most, language and currency, not once a visit: their inner address names the currency that
 * the buyer chose or the browser suggests.
 */
const pricedPages = () => {
  const missing = QUESTIONS.map((key) => ({ type: "query", key }));
  const lead = (currency, has) => ({
    source: PRICED_PAGE,
    destination: `/:locale/priced/${currency}/:path`,
    missing,
    ...(has ? { has: [has] } : {}),
  });
  return [
    ...["USD", ...Object.keys(HOMES)].map((value) =>
      lead(value, { type: "cookie", key: "hl_currency", value }),
    ),
    ...Object.entries(HOMES).map(([currency, home]) =>
      lead(currency, { type: "header", key: "accept-language", value: speaks(home) }),
    ),
    lead("USD"),
  ];
};

/**
 * Pages are static, so no nonce can be put into them and inline scripts must be allowed; no other host is. Paying leaves for Stripe's
 * page, which is the sandbox on the loopback in demo mode: a form may be redirected there.
 */
const contentSecurityPolicy = Object.entries({
  "default-src": "'self'",
  "script-src": `'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ""}`,
  "style-src": "'self' 'unsafe-inline'",
  "img-src": "'self' data:",
  "font-src": "'self'",
  "connect-src": `'self'${development ? " ws:" : ""}`,
  "form-action": `'self' https://checkout.stripe.com${process.env.STRIPE_SECRET_KEY ? "" : " http://127.0.0.1:*"}`,
  "frame-ancestors": "'none'",
  "frame-src": "'none'",
  "object-src": "'none'",
  "base-uri": "'none'",
})
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join("; ");

/** @type {import("next").NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  // `scripts/web` compresses what it keeps once, and all else on its way.
  compress: false,
  reactStrictMode: true,
  serverExternalPackages: [
    "graphile-worker",
    "pg",
    "postgres",
    "libphonenumber-js",
    "pino",
    "nodemailer",
    "stripe",
  ],
  // A kept page older than this is made anew before anybody sees it: prices of an hour ago are no prices.
  expireTime: 600,
  // Kept pages live in memory, which has a bound; every address that somebody thinks up would stay on the disk.
  // What is left of styles beside the sheets is a few lines, and no request is worth them.
  experimental: { globalNotFound: true, isrFlushToDisk: false, inlineCss: true },
  turbopack: {
    rules: {
      "*.sheet.css": {
        loaders: [fileURLToPath(new URL("app/sheet-as-text.cjs", import.meta.url))],
        as: "*.js",
      },
    },
  },
  async redirects() {
    return [
      { source: "/en", destination: "/", permanent: true },
      { source: "/en/:path*", destination: "/:path*", permanent: true },
    ];
  },
  async rewrites() {
    return {
      beforeFiles: [
        { source: `/:locale(${LOCALES})?/priced/:path*`, destination: NO_PAGE },
        { source: "/", destination: "/en" },
        { source: `/:path((?!${NO_ENGLISH_PAGE}).+)`, destination: "/en/:path" },
        // A language we do not speak; without this its letters would be taken for a locale.
        { source: `/:locale((?!(?:${LOCALES})(?:/|$))[a-z]{2})/:path*`, destination: NO_PAGE },
        ...pricedPages(),
      ],
      // Files that are not there.
      afterFiles: [{ source: "/:path((?!_next/).*\\.[^/]*)", destination: NO_PAGE }],
    };
  },
  async headers() {
    const everywhere = {
      "Content-Security-Policy": contentSecurityPolicy,
      "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
      "Referrer-Policy": "same-origin",
      "Strict-Transport-Security": "max-age=31536000",
      "X-Content-Type-Options": "nosniff",
    };
    const alone = { "Cross-Origin-Opener-Policy": "same-origin" };
    const kept = { "Cache-Control": "public, max-age=86400, stale-while-revalidate=604800" };
    const list = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));
    return [
      { source: "/:path*", headers: list(everywhere) },
      { source: `/:locale(${LOCALES})?/:folder(${OWN.join("|")})/:path*`, headers: list(alone) },
      { source: "/:folder(admin|api)/:path*", headers: list(alone) },
      { source: "/:folder(flags|carriers)/:file", headers: list(kept) },
    ];
  },
};

export default withNextIntl(config);
