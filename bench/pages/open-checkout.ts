import type { Browser } from "playwright";

/** Goes from a number to the page that asks to pay, as a buyer does. Returns its address and the cookies that make it this buyer's. */
export async function openCheckout(
  browser: Browser,
  origin: string,
): Promise<{ url: string; cookie: string }> {
  const context = await browser.newContext({ baseURL: origin, serviceWorkers: "block" });
  try {
    const page = await context.newPage();
    await page.goto("/");
    await page.getByLabel("Whose phone?").fill("+234 803 123 4567");
    await page.getByRole("button", { name: "See what you can send" }).click();
    await page.locator("main form button[name=amount]").first().click();
    await page.getByRole("heading", { name: "Check, then send." }).waitFor();
    const cookies = await context.cookies(origin);
    return { url: page.url(), cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") };
  } finally {
    await context.close();
  }
}
