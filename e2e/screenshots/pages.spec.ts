import { expect, test } from "playwright/test";
import { gatherPages } from "./gather-pages";
import { takeAll, type Look } from "./take-pages";

const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 900 };

/** How each page is looked at. */
const LOOKS: Look[] = [
  { name: "phone", language: "", options: { viewport: phone } },
  { name: "phone-dark", language: "", options: { viewport: phone, colorScheme: "dark" } },
  { name: "phone-ar", language: "/ar", options: { viewport: phone } },
  { name: "phone-plain", language: "", options: { viewport: phone, javaScriptEnabled: false } },
  { name: "desk", language: "", options: { viewport: desk } },
  { name: "desk-dark-ar", language: "/ar", options: { viewport: desk, colorScheme: "dark" } },
];

test("every page of the buyer's shop, on a phone and on a desk, by day and by night, in Arabic, and without scripts", async ({
  browser,
  page,
  request,
}) => {
  test.setTimeout(3_600_000);
  const pages = await gatherPages(page, request);
  const storageState = await page.context().storageState();
  const wide: string[] = [];
  for (const look of LOOKS) wide.push(...(await takeAll(browser, { pages, storageState, look })));
  expect(wide).toEqual([]);
});
