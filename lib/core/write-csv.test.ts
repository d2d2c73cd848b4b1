import { expect, test } from "vitest";
import { writeCsv, writeCsvLine } from "./write-csv";

test.each([
  ["=1+1", "'=1+1"],
  ["+2348031234567", "'+2348031234567"],
  ["-1+1|cmd", "'-1+1|cmd"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["\r=1", `"'\r=1"`],
  ["\n=1", `"'\n=1"`],
  ["＝1", "'＝1"],
  [`=HYPERLINK("http://x","y")`, `"'=HYPERLINK(""http://x"",""y"")"`],
  ["a,b", `"a,b"`],
  [`say "hi"`, `"say ""hi"""`],
  ["two\nlines", `"two\nlines"`],
  ["plain = text", "plain = text"],
  ["-12.40", "-12.40"],
  ["-12.40.1", "'-12.40.1"],
  ["", ""],
])("%j is written %j", (cell, written) => {
  expect(writeCsvLine([cell])).toBe(`${written}\r\n`);
});

test("numbers stay numbers, null is nothing", () => {
  expect(
    writeCsv(
      ["n", "of"],
      [
        [-5, null],
        [0, "x"],
      ],
    ),
  ).toBe("n,of\r\n-5,\r\n0,x\r\n");
});
