import { expect, test } from "playwright/test";
import { gatherStaffPages } from "./gather-staff-pages";
import { takeAll, type Look } from "./take-pages";

const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 900 };

const LOOKS: Look[] = [
  { name: "phone", language: "", options: { viewport: phone } },
  { name: "phone-dark", language: "", options: { viewport: phone, colorScheme: "dark" } },
  { name: "desk", language: "", options: { viewport: desk } },
  { name: "desk-dark", language: "", options: { viewport: desk, colorScheme: "dark" } },
];

test("every page of the dashboard, on a phone and on a desk, by day and by night", async ({
  browser,
  page,
  request,
}) => {
  test.setTimeout(3_600_000);
  const pages = await gatherStaffPages(page, request);
  const storageState = await page.context().storageState();
  const wide: string[] = [];
  for (const look of LOOKS) wide.push(...(await takeAll(browser, { pages, storageState, look })));
  expect(wide).toEqual([]);
});
