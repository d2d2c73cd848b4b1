/** A cell: text is made harmless and quoted where it must be; nothing is written for null. */
export type CsvCell = string | number | null;

/** What a spreadsheet takes for a formula when a cell begins with it, also in its full-width form. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** An amount below nought is no formula. */
const NUMBER = /^-\d+(\.\d+)?$/;

function writeCell(cell: CsvCell): string {
  if (cell === null) return "";
  const text = String(cell);
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One line of CSV with its line end (RFC 4180). A cell that a spreadsheet would run is led by an apostrophe. */
export const writeCsvLine = (cells: readonly CsvCell[]): string => `${cells.map(writeCell).join(",")}\r\n`;

/** Rows as lines, the head first; for what fits into memory. */
export const writeCsv = (head: readonly string[], rows: readonly (readonly CsvCell[])[]): string =>
  [head, ...rows].map(writeCsvLine).join("");
