import { describe, expect, test } from "vitest";
import { digitsOf } from "./digits-of";

describe("numbers as they are typed and pasted", () => {
  test.each([
    ["+2348031234567", true, "2348031234567"],
    ["+234 (0) 803-123.45 67", true, "23408031234567"],
    ["(+234) 803 123 4567", true, "2348031234567"],
    ["( + 234 ) 803 123 4567", true, "2348031234567"],
    ["00 234 803 123 4567", true, "2348031234567"],
    ["+00234 803 123 4567", true, "2348031234567"],
    ["＋２３４８０３１２３４５６７", true, "2348031234567"],
    ["٠٨٠٣١٢٣٤٥٦٧", false, "08031234567"],
    ["۰۸۰۳۱۲۳۴۵۶۷", false, "08031234567"],
    ["०८०३१२३४५६७", false, "08031234567"],
    ["tel:+234-803-123-4567", true, "2348031234567"],
    ["tel:+2348031234567;ext=5", true, "2348031234567"],
    ["0803 123 4567 ext. 12", false, "08031234567"],
    ["0803 123 4567x12", false, "08031234567"],
    ["\u202a+234 803 123 4567\u202c", true, "2348031234567"],
    ["Mum: +234 803 123 4567", true, "2348031234567"],
    ["Max 0803 123 4567", false, "08031234567"],
    ["+234 803 123 4567 (Ada, home)", true, "2348031234567"],
    ["  0803\u00a0123\u00a04567\n", false, "08031234567"],
    ["5", false, "5"],
    ["", false, ""],
    ["+", false, ""],
    ["()-. ", false, ""],
  ])("%j", (input, international, digits) => {
    expect(digitsOf(input)).toEqual({ international, digits, letters: false });
  });

  test.each(["hello", "0803 I23 4567", "08O31234567", "1-800-FLOWERS 2", "+234 8o3 123 4567"])(
    "%j has letters where digits belong",
    (input) => {
      expect(digitsOf(input).letters).toBe(true);
    },
  );
});
