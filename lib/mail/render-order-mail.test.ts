import { describe, expect, it } from "vitest";
import { money } from "@/lib/core/money";
import { renderOrderMail, type OrderMail } from "./render-order-mail";

const receipt: OrderMail = {
  template: "receipt",
  locale: "en",
  operator: "MTN",
  number: "+234 803 ··· 4567",
  face: money(1_000_000, "NGN"),
  parcel: null,
  total: money(1142, "USD"),
  parts: [{ name: "fee", amount: money(50, "USD") }],
  stops: [
    { stop: "reserved", status: "done", at: "2026-11-25T14:02:00.000Z", amount: money(1142, "USD") },
    { stop: "sent", status: "done", at: "2026-11-25T14:02:01.000Z" },
    { stop: "delivered", status: "done", at: "2026-11-25T14:02:07.000Z", amount: money(1_000_000, "NGN") },
    { stop: "charged", status: "now", at: null, amount: money(1142, "USD") },
  ],
  operatorReference: "88123",
  artefact: null,
  orderUrl: "http://shop.test/orders/x",
};

describe("a mail about an order", () => {
  it("says what arrived, what was charged and when, in HTML and in plain text", () => {
    const { subject, html, text } = renderOrderMail(receipt);
    expect(subject).toBe("Delivered: ₦10,000 to +234 803 ··· 4567");
    for (const body of [html, text]) {
      expect(body).toContain("$11.42");
      expect(body).toContain("Nov 25, 14:02:07 UTC");
      expect(body).toContain("88123");
      expect(body).toContain("http://shop.test/orders/x");
    }
    expect(text).toContain("- Charged: $11.42");
  });

  it.each([
    ["es", "Entregado: 10.000 ₦ a +234 803 ··· 4567", "ltr"],
    ["ru", "Доставлено: 10 000 ₦ на +234 803 ··· 4567", "ltr"],
    // The number stands apart, or it would be read from its end.
    ["ar", "تم التسليم: ‏10,000 \u2066₦\u2069 إلى \u2068+234 803 ··· 4567\u2069", "rtl"],
  ])("is written in %s, in its direction", (locale, wanted, dir) => {
    const { subject, html } = renderOrderMail({ ...receipt, locale });
    expect(subject.replaceAll(/\s/g, " ")).toBe(wanted);
    expect(html).toContain(`<html lang="${locale}" dir="${dir}">`);
    expect(html).not.toContain("Delivered");
  });

  it("says what a better rate than mid-market saves, as the page does", () => {
    const { text } = renderOrderMail({ ...receipt, parts: [{ name: "rateAdds", amount: money(-3, "USD") }] });
    expect(text).toContain("Our rate saves you: $0.03");
  });

  it.each([
    ["en", "Tax taken before arrival (Nigeria, 7.5%): ₦810.81"],
    ["fr", "Taxe prélevée avant l’arrivée (Nigeria, 7,5 %): 810,81 ₦"],
  ])("says in %s what the recipient's country took, below what arrived", (locale, row) => {
    const taken = { amount: money(81_081, "NGN"), percent: "7.5", country: "NG" };
    const rows = (mail: OrderMail) => renderOrderMail(mail).text.replaceAll(/[\u00a0\u202f]/g, " ");
    expect(rows({ ...receipt, locale, taken })).toContain(row);
    expect(rows({ ...receipt, locale })).not.toContain(row);
  });

  it("is English in a language that the shop does not speak", () => {
    expect(renderOrderMail({ ...receipt, locale: "xx" }).subject).toContain("Delivered");
  });

  it.each([
    ["released", "did not arrive, so nothing was charged", "not-delivered"],
    ["cancelled", "was not sent, and nothing was charged", "cancelled"],
  ] as const)("says of %s that nothing was charged, and draws it in clay", (template, words, stop) => {
    const { html, text } = renderOrderMail({
      ...receipt,
      template,
      stops: [{ stop, status: "bad", at: null }],
    });
    expect(text).toContain(words);
    expect(html).toContain(`<strong style="color:#a3271c">`);
    expect(renderOrderMail(receipt).html).not.toContain("#a3271c");
  });

  it.each<[OrderMail["stops"][number], string]>([
    [{ stop: "charged", status: "bad", at: null, amount: money(1142, "USD") }, "- Not charged\n"],
    [
      { stop: "charged", status: "done", at: null, why: "short", amount: money(913, "USD") },
      "- Charged in part: $9.13",
    ],
    [
      { stop: "charged", status: "done", at: null, why: "with-others", amount: money(913, "USD") },
      "- Charged: $9.13",
    ],
    [{ stop: "not-delivered", status: "bad", at: null, why: "unproven" }, "- Not confirmed\n"],
    [{ stop: "not-delivered", status: "bad", at: null, why: "no-way" }, "- Not delivered\n"],
    [{ stop: "refunded", status: "bad", at: null }, "- Refund failed\n"],
  ])("names the stop %j", (stop, words) => {
    expect(renderOrderMail({ ...receipt, stops: [stop] }).text).toContain(words);
  });

  it("calls a package by its name", () => {
    const { subject } = renderOrderMail({ ...receipt, parcel: "1 GB, 7 days", face: money(48, "USD") });
    expect(subject).toBe("Delivered: 1 GB, 7 days to +234 803 ··· 4567");
  });

  it("writes foreign text as text, never as markup", () => {
    const { html } = renderOrderMail({ ...receipt, operator: '<img src="x">' });
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img src=&quot;x&quot;&gt;");
  });

  it("points to the page for a PIN", () => {
    expect(renderOrderMail({ ...receipt, artefact: "pin" }).text).toContain("Your PIN is on the order page.");
    expect(renderOrderMail(receipt).text).not.toContain("PIN");
  });
});
