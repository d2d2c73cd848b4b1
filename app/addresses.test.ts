import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { alternatesOf } from "@/i18n/alternates-of";
import { localePath, LOCALES, readLocalePath } from "@/i18n/locales";
import config from "@/next.config.mjs";

/** As Next itself reads its rewrites. */
const { pathToRegexp } = createRequire(import.meta.url)("next/dist/compiled/path-to-regexp") as {
  pathToRegexp(source: string, keys: unknown[], options: { strict: boolean }): RegExp;
};

/** Where the server looks for a page; what no rewrite takes stays. */
async function pageOf(path: string): Promise<string> {
  const { beforeFiles } = await config.rewrites();
  for (const { source, destination } of beforeFiles) {
    const found = pathToRegexp(source, [], { strict: true }).exec(path);
    if (found) return destination.replace(":path", found[1] ?? "");
  }
  return path;
}

describe("an address", () => {
  it.each(["/", "/help", "/nigeria/mtn", "/checkout/abc/paid"])(
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
      expect(await pageOf(path)).toBe(`/en${path}`);
    },
  );

  it.each(["/api/health", "/admin", "/flags/ng.svg", "/sitemap.xml"])(
    "%s is no page of the shop",
    async (path) => {
      expect(await pageOf(path)).toBe(path);
    },
  );
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
