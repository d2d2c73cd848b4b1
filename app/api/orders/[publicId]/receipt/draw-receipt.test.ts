import { PDFDocument } from "pdf-lib";
import { expect, it } from "vitest";
import { drawReceipt } from "./draw-receipt";

type Drawn = Parameters<typeof drawReceipt>[0];

const RECEIPT: Drawn = {
  title: "Reçu",
  date: "26 nov. 2026, 14:06:11 UTC",
  stops: [
    { name: "Réservé", note: "11,42 €", time: "26 nov. 2026, 14:06:02 UTC", status: "done" },
    { name: "Envoyé", note: "", time: "26 nov. 2026, 14:06:03 UTC", status: "done" },
    { name: "Livré", note: "NGN 10 000,00", time: "26 nov. 2026, 14:06:09 UTC", status: "done" },
    { name: "Débité", note: "11,42 €", time: "26 nov. 2026, 14:06:11 UTC", status: "done" },
  ],
  groups: [
    {
      heading: "Ce qui a été envoyé",
      rows: [
        ["Recharge", "NGN 10 000,00"],
        ["Envoyé à", "+234 803 ··· 4567"],
        [
          "Opérateur",
          "Łódź Telecom, 中国, une société dont le nom est si long qu’il ne tient pas sur une ligne",
        ],
        ["Référence de l’opérateur", "7741-2298-0031"],
      ],
    },
    { heading: "Ce qui a été payé", rows: [["Total", "11,42 €"]] },
  ],
  notes: ["Gardez la référence de l’opérateur : avec elle, il retrouve cette recharge."],
  shop: "Homeline",
  promise: "Rien n’est débité avant l’arrivée.",
};

it("draws a receipt on one sheet, in the letters of every Latin language", async () => {
  const bytes = await drawReceipt(RECEIPT, { locale: "fr", subject: "hl-4fz2k8m1pq-1" });
  const pdf = await PDFDocument.load(bytes);
  expect(pdf.getPageCount()).toBe(1);
  expect([pdf.getTitle(), pdf.getSubject()]).toEqual(["Homeline: Reçu", "hl-4fz2k8m1pq-1"]);
  // The typeface is cut down to the letters that are used.
  expect(bytes.length).toBeLessThan(60_000);
});

it("goes on with a second sheet where one is not enough", async () => {
  const rows = Array.from({ length: 30 }, (_, index): [string, string] => [`Row ${index}`, "value"]);
  const bytes = await drawReceipt(
    { ...RECEIPT, groups: [{ heading: "Many", rows }] },
    { locale: "en", subject: "x" },
  );
  expect((await PDFDocument.load(bytes)).getPageCount()).toBe(2);
});
