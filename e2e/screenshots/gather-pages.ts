import { expect, type APIRequestContext, type Page } from "playwright/test";
import { freshEmail, numberFor, type Ranges } from "../fixtures/buyer";
import { waitForEnd } from "../fixtures/order-api";
import { mailTo } from "../fixtures/mail-to";
import { STANDING, type Pages } from "../fixtures/standing-pages";
import {
  chooseFirstAmount,
  enterNumber,
  goToCardPage,
  orderOf,
  pathOf,
  payByCard,
} from "../fixtures/shop-pages";

const USA: Ranges = { prefixes: ["1212555", "1212556", "1212557", "1212558"], digits: 11 };

const review = (page: Page) => page.getByRole("heading", { name: "Check, then send." });

async function pay(page: Page, request: APIRequestContext, email = freshEmail()): Promise<string> {
  await goToCardPage(page, email);
  await payByCard(page);
  const publicId = await orderOf(page);
  await waitForEnd(request, publicId);
  return `/orders/${publicId}`;
}

async function topUps(page: Page, request: APIRequestContext): Promise<Pages> {
  await enterNumber(page, numberFor());
  await page.waitForURL(/\?to=/);
  const operatorFor = pathOf(page);
  const product = await page
    .getByRole("link", { name: /Changes the plan/ })
    .first()
    .getAttribute("href");
  await chooseFirstAmount(page);
  const checkout = pathOf(page);
  await page.getByRole("link", { name: "Add another person or product" }).click();
  await page.waitForURL(/\/add$/);
  const add = pathOf(page);
  await page.goto(checkout);
  const order = await pay(page, request);
  const checkoutDone = checkout;
  await page.getByLabel("A few words to go with it").fill("Happy birthday");
  await page.getByRole("button", { name: "Make the link" }).click();
  const proof = new URL(await page.getByText(/\/proof\/[0-9a-z]{26}$/).innerText()).pathname;
  await enterNumber(page, numberFor("0003"));
  await chooseFirstAmount(page);
  const refused = await pay(page, request);
  return {
    operatorFor,
    product: product ?? "",
    add,
    checkoutDone,
    order,
    proof,
    receipt: `${order}/receipt`,
    refused,
  };
}

/** An order that its operator cannot take for a while, and the others that could. */
async function otherOperators(page: Page): Promise<Pages> {
  await enterNumber(page, numberFor("0014"));
  await chooseFirstAmount(page);
  await goToCardPage(page, freshEmail());
  await payByCard(page);
  const orderHeld = `/orders/${await orderOf(page)}`;
  await expect(page.getByRole("link", { name: "Choose another operator" })).toBeVisible();
  return { orderHeld, orderOperator: `${orderHeld}/operator` };
}

async function pins(page: Page, request: APIRequestContext): Promise<Pages> {
  await enterNumber(page, numberFor("5", USA));
  await page.waitForURL(/\?to=/);
  await page.goto(`/united-states/lycamobile${new URL(page.url()).search}`);
  const lyca = pathOf(page);
  const pin = page.locator("section", { has: page.locator("#kind-pin") }).getByRole("button");
  await pin.first().click();
  await expect(review(page)).toBeVisible();
  const checkoutPin = pathOf(page);
  return { lyca, orderPin: await pay(page, request), checkoutPin };
}

async function goods(page: Page, request: APIRequestContext): Promise<Pages> {
  await page.goto("/gift-cards/andorra/ikea");
  await page.getByRole("button", { name: /^€8 / }).click();
  await page.getByText("Is it for somebody else?").click();
  const email = freshEmail();
  await page.getByLabel("Their e-mail").fill(email);
  await page.getByLabel("Your name, as they know you").fill("Ama");
  await page.getByLabel("A few words to go with it").fill("For your birthday");
  await page.getByRole("button", { name: "Send it to them" }).click();
  await expect(page.getByText("With your words")).toBeVisible();
  const checkoutGift = pathOf(page);
  const orderGift = await pay(page, request);
  let gift: string | undefined;
  await expect
    .poll(async () => {
      gift = /\/gift\/[\w-]+/.exec((await mailTo(email)).text)?.[0];
      return gift;
    })
    .toBeDefined();
  return { checkoutGift, orderGift, gift: gift ?? "" };
}

async function chooseEsim(page: Page, place: string): Promise<string> {
  await page.goto(place);
  await page.getByLabel("The phone it is for takes an eSIM.").check();
  await page.getByRole("button", { name: /^3 GB/ }).first().click();
  await expect(review(page)).toBeVisible();
  return pathOf(page);
}

async function esims(page: Page, request: APIRequestContext): Promise<Pages> {
  await chooseEsim(page, "/esim/armenia");
  const orderEsim = await pay(page, request);
  await page.goto(`${orderEsim}?usage=now`);
  const more = page.getByRole("link", { name: "Add data to this eSIM" });
  const esimMore = (await more.getAttribute("href")) ?? "";
  return { orderEsim, orderUsage: `${orderEsim}?usage=now`, esimMore };
}

/** Open payments of what is no top-up, and a card that asks for more. */
async function otherPayments(page: Page): Promise<Pages> {
  const checkoutEsim = await chooseEsim(page, STANDING["esim-region"]);
  await page.goto(STANDING.bill);
  await page.getByLabel("Account number").fill("GH-241117788");
  await page.getByLabel("Check digits").fill("42");
  await page.getByLabel("Amount").fill("50");
  await page.getByRole("button", { name: "See the price" }).click();
  await expect(review(page)).toBeVisible();
  const checkoutBill = pathOf(page);
  await enterNumber(page, numberFor());
  await page
    .getByRole("link", { name: /Changes the plan/ })
    .first()
    .click();
  await page.getByLabel("Yes, change the plan of this number.").check();
  await page.getByRole("button", { name: "See the price" }).click();
  await expect(review(page)).toBeVisible();
  const checkoutPlan = pathOf(page);
  await page.goto("/gift-cards/united-arab-emirates/free-fire");
  const asking = page.getByRole("link", { name: /asks for one thing/ }).first();
  const giftAsked = (await asking.getAttribute("href")) ?? "";
  return { checkoutEsim, checkoutBill, checkoutPlan, giftAsked };
}

async function links(page: Page): Promise<Pages> {
  await page.goto("/request");
  await page.getByLabel("Your phone number").fill(numberFor());
  await page.getByLabel("Your first name").fill("Ngozi");
  await page.getByLabel("Amount you would like").fill("1000");
  await page.getByLabel("A few words").fill("For the week");
  await page.getByRole("button", { name: "Make the link" }).click();
  await expect(page.getByRole("heading", { name: "Your link is ready." })).toBeVisible();
  const share = pathOf(page);
  return { share, asked: share.replace(/\/share$/, "") };
}

/** Open payments: of one line and of three. */
async function payments(page: Page): Promise<Pages> {
  await enterNumber(page, numberFor());
  await chooseFirstAmount(page);
  const one = pathOf(page);
  await enterNumber(page, numberFor());
  await chooseFirstAmount(page);
  const several = pathOf(page);
  await page.getByRole("link", { name: "Add another person or product" }).click();
  await page.getByLabel("Send to another number").fill(numberFor());
  await page.getByRole("button", { name: "See what you can send" }).click();
  await page
    .getByRole("main")
    .getByRole("button", { name: /of MTN$/ })
    .click();
  await page.waitForURL(/\/checkout\/[\w-]+$/);
  return { one, several };
}

/** Every page a buyer may come to, made ready in this browser. */
export async function gatherPages(page: Page, request: APIRequestContext): Promise<Pages> {
  return {
    ...STANDING,
    ...(await links(page)),
    ...(await topUps(page, request)),
    ...(await otherOperators(page)),
    ...(await pins(page, request)),
    ...(await goods(page, request)),
    ...(await esims(page, request)),
    ...(await otherPayments(page)),
    ...(await payments(page)),
  };
}
