import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { alternatesOf } from "@/i18n/alternates-of";
import { localePath, LOCALES, readLocalePath } from "@/i18n/locales";
import { BUYER_CURRENCIES, suggestCurrency } from "@/lib/core/buyer-currencies";
import config from "@/next.config.mjs";

/** As Next itself reads its rewrites. */
const load = createRequire(import.meta.url);
const { pathToRegexp } = load("next/dist/compiled/path-to-regexp") as {
  pathToRegexp(source: string, keys: { name: string }[], options: { strict: boolean }): RegExp;
};
const { matchHas } = load("next/dist/shared/lib/router/utils/prepare-destination") as {
  matchHas(
    request: object,
    query: Record<string, string>,
    has?: unknown[],
    missing?: unknown[],
  ): false | object;
};

/** Where the server looks for a page: each rewrite that fits leads on, as `beforeFiles` do. */
async function pageOf(address: string, headers: Record<string, string> = {}): Promise<string> {
  const { pathname, searchParams } = new URL(address, "http://shop.test");
  let path = pathname;
  for (const { source, destination, has, missing } of (await config.rewrites()).beforeFiles) {
    const keys: { name: string }[] = [];
    const found = pathToRegexp(source, keys, { strict: true }).exec(path);
    if (!found || !matchHas({ headers }, Object.fromEntries(searchParams), has, missing)) continue;
    path = keys.reduce((made, { name }, at) => made.replace(`:${name}`, found[at + 1] ?? ""), destination);
  }
  return path;
}

describe("an address", () => {
  it.each(["/", "/help", "/bills", "/checkout/abc/paid"])(
    "%s has its page in every language",
    async (path) => {
      for (const locale of LOCALES) {
        const own = path === "/" ? `/${locale}` : `/${locale}${path}`;
        expect(await pageOf(localePath(locale, path))).toBe(own);
      }
    },
  );

  it.each(["/xx", "/de/help", "/zz/nigeria/mtn"])(
    "%s, in a language that we do not speak, has none",
    async (path) => {
      expect(await pageOf(path)).toBe("/en/not/a/page/of/ours");
    },
  );

  it.each(["/filip", "/filipino/food", "/estonia", "/fr-guiana"])(
    "%s is no language but a country",
    async (path) => {
      expect(await pageOf(path)).toBe(`/en/priced/USD${path}`);
    },
  );

  it.each(["/api/health", "/admin", "/flags/ng.svg", "/sitemap.xml"])(
    "%s is no page of the shop",
    async (path) => {
      expect(await pageOf(path)).toBe(path);
    },
  );
});

describe("a page with prices", () => {
  it.each(["/nigeria", "/nigeria/mtn", "/esim", "/esim/france", "/gift-cards/spain/zara", "/bills/ghana"])(
    "%s is kept in every language",
    async (path) => {
      for (const locale of LOCALES)
        expect(await pageOf(localePath(locale, path))).toBe(`/${locale}/priced/USD${path}`);
    },
  );

  it.each([
    "/nigeria/mtn?to=abc",
    "/es/nigeria?to=abc",
    "/esim?q=fra",
    "/nigeria/mtn?data=5&sort=gb",
    "/nigeria/mtn?sms=1",
  ])("%s is made for who asks", async (address) => expect(await pageOf(address)).not.toContain("/priced/"));

  it("is the same whatever a campaign adds to its address", async () => {
    expect(await pageOf("/nigeria/mtn?utm_source=mail")).toBe("/en/priced/USD/nigeria/mtn");
  });

  it.each(["/priced/USD/nigeria/mtn", "/es/priced/EUR/esim"])("has no address of its own: %s", async (path) =>
    expect(await pageOf(path)).toBe("/en/not/a/page/of/ours"),
  );

  it.each([
    "en-GB,en;q=0.9",
    "de-DE",
    "de",
    "DE,en",
    "de;q=0.9",
    "fr-CA,fr;q=0.8",
    "en-AU;q=1",
    "ar-AE",
    "zh-Hans-AE",
    "en-US",
    "en,de-DE",
    "es",
    "*",
    "",
  ])("is in what a browser that says %j suggests", async (said) => {
    const page = await pageOf("/nigeria/mtn", { "accept-language": said });
    expect(page).toBe(`/en/priced/${suggestCurrency(said)}/nigeria/mtn`);
  });

  it.each(BUYER_CURRENCIES)(
    "is in %s when the buyer chose it, whatever the browser suggests",
    async (chosen) => {
      const headers = { "accept-language": "en-GB", cookie: `hl_currency=${chosen}` };
      expect(await pageOf("/es/nigeria/mtn", headers)).toBe(`/es/priced/${chosen}/nigeria/mtn`);
    },
  );

  it("is not in a currency that nobody can pay in", async () => {
    const headers = { "accept-language": "en-GB", cookie: "hl_currency=XXX" };
    expect(await pageOf("/nigeria/mtn", headers)).toBe("/en/priced/GBP/nigeria/mtn");
  });

  it("tells its address without the currency", () => {
    expect(readLocalePath("/es/priced/EUR/nigeria/mtn")).toEqual({ locale: "es", path: "/nigeria/mtn" });
  });
});

it("leads from any language's address to the same page in another", () => {
  for (const locale of LOCALES) {
    expect(readLocalePath(localePath(locale, "/"))).toEqual({ locale, path: "/" });
    expect(readLocalePath(localePath(locale, "/help"))).toEqual({ locale, path: "/help" });
  }
  // On the server a rewrite has put the locale in front.
  expect(readLocalePath("/en/help")).toEqual({ locale: "en", path: "/help" });
});

it("tells search engines of every language, and of English for all others", () => {
  const { canonical, languages } = alternatesOf("ar", "/nigeria");
  expect(canonical).toBe("/ar/nigeria");
  expect(languages).toMatchObject({ en: "/nigeria", fil: "/fil/nigeria", "x-default": "/nigeria" });
  expect(Object.keys(languages)).toHaveLength(LOCALES.length + 1);
});
