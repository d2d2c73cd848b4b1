import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fontkit from "@pdf-lib/fontkit";
import { PDFDocument, rgb, type PDFFont, type PDFPage } from "pdf-lib";
import type { Receipt } from "@/app/[locale]/(checkout)/orders/[publicId]/receipt/write-receipt";

const A4 = { width: 595, height: 842 };
const MARGIN = 56;
const RIGHT = A4.width - MARGIN;
const INK = rgb(0.1, 0.13, 0.2);
const QUIET = rgb(0.36, 0.38, 0.46);
const RULE = rgb(0.88, 0.86, 0.82);
const MARIGOLD = rgb(0.96, 0.64, 0.11);
const TONES = {
  done: rgb(0.04, 0.42, 0.23),
  bad: rgb(0.64, 0.15, 0.11),
  now: MARIGOLD,
  doubt: MARIGOLD,
  todo: RULE,
};

/** A weight of the typeface: one file for common letters, one for the rest of Latin. */
interface Face {
  fonts: { font: PDFFont; has: Set<number> }[];
}

interface Sheet {
  pdf: PDFDocument;
  page: PDFPage;
  /** Where the next line stands, from the bottom. */
  y: number;
  plain: Face;
  bold: Face;
}

async function readFace(pdf: PDFDocument, weight: 500 | 700): Promise<Face> {
  const fonts = ["latin", "latin-ext"].map(async (letters) => {
    const bytes = await readFile(join(process.cwd(), `app/fonts/figtree-${weight}-${letters}.woff`));
    const font = await pdf.embedFont(bytes, { subset: true });
    return { font, has: new Set(font.getCharacterSet()) };
  });
  return { fonts: await Promise.all(fonts) };
}

/** A text in runs of one file each; what none of them has becomes a question mark. */
function runsOf(text: string, { fonts }: Face): { font: PDFFont; text: string }[] {
  const runs: { font: PDFFont; text: string }[] = [];
  for (const letter of text.replace(/[\u202f\u00a0\u200e\u200f\u2066-\u2069]/g, " ").replaceAll("−", "-")) {
    const code = letter.codePointAt(0) ?? 0;
    const found = fonts.find(({ has }) => has.has(code));
    const font = (found ?? fonts[0])?.font;
    if (!font) continue;
    const shown = found ? letter : "?";
    const last = runs.at(-1);
    if (last?.font === font) last.text += shown;
    else runs.push({ font, text: shown });
  }
  return runs;
}

const widthOf = (text: string, size: number, face: Face): number =>
  runsOf(text, face).reduce((sum, run) => sum + run.font.widthOfTextAtSize(run.text, size), 0);

interface Style {
  x: number;
  size: number;
  face: Face;
  color?: ReturnType<typeof rgb>;
  /** Where it ends, instead of where it begins. */
  end?: boolean;
}

function write(sheet: Sheet, text: string, { x, size, face, color = INK, end = false }: Style): void {
  let at = end ? x - widthOf(text, size, face) : x;
  for (const run of runsOf(text, face)) {
    sheet.page.drawText(run.text, { x: at, y: sheet.y, size, font: run.font, color });
    at += run.font.widthOfTextAtSize(run.text, size);
  }
}

/** Words in lines no wider than `width`. */
function wrap(text: string, width: number, { size, face }: Pick<Style, "size" | "face">): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && widthOf(longer, size, face) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Goes down, to a new page where this one ends. */
function down(sheet: Sheet, by: number): void {
  sheet.y -= by;
  if (sheet.y > MARGIN) return;
  sheet.page = sheet.pdf.addPage([A4.width, A4.height]);
  sheet.y = A4.height - MARGIN;
}

function rule(sheet: Sheet): void {
  sheet.page.drawLine({
    start: { x: MARGIN, y: sheet.y },
    end: { x: RIGHT, y: sheet.y },
    thickness: 0.75,
    color: RULE,
  });
}

function drawHead(sheet: Sheet, { shop, date, title }: Receipt): void {
  const mark = { x: MARGIN, y: sheet.y + 18, scale: 0.8 };
  sheet.page.drawSvgPath("M4 14 L15 5 L26 14", { ...mark, borderColor: INK, borderWidth: 2.4 });
  sheet.page.drawSvgPath("M5 23 L25 23", { ...mark, borderColor: MARIGOLD, borderWidth: 2.4 });
  sheet.page.drawCircle({ x: MARGIN + 4, y: sheet.y - 0.4, size: 2.6, color: MARIGOLD });
  sheet.page.drawCircle({ x: MARGIN + 20, y: sheet.y - 0.4, size: 2.6, color: INK });
  write(sheet, shop, { x: MARGIN + 34, size: 17, face: sheet.bold });
  write(sheet, date, { x: RIGHT, size: 10, face: sheet.plain, color: QUIET, end: true });
  down(sheet, 54);
  write(sheet, title, { x: MARGIN, size: 26, face: sheet.bold });
  down(sheet, 40);
}

function drawStops(sheet: Sheet, stops: Receipt["stops"]): void {
  for (const [index, { name, note, time, status }] of stops.entries()) {
    const dot = { x: MARGIN + 5, y: sheet.y + 4 };
    if (index < stops.length - 1) {
      sheet.page.drawLine({ start: dot, end: { ...dot, y: dot.y - 24 }, thickness: 2, color: TONES[status] });
    }
    sheet.page.drawCircle({ ...dot, size: 5, color: TONES[status] });
    write(sheet, name, { x: MARGIN + 22, size: 11, face: sheet.bold });
    if (note) write(sheet, note, { x: MARGIN + 190, size: 11, face: sheet.plain });
    if (time) write(sheet, time, { x: RIGHT, size: 10, face: sheet.plain, color: QUIET, end: true });
    down(sheet, 24);
  }
  down(sheet, 14);
}

function drawGroup(sheet: Sheet, { heading, rows }: Receipt["groups"][number]): void {
  down(sheet, 8);
  write(sheet, heading, { x: MARGIN, size: 12, face: sheet.bold });
  down(sheet, 9);
  rule(sheet);
  for (const [name, value] of rows) {
    down(sheet, 17);
    write(sheet, name, { x: MARGIN, size: 10.5, face: sheet.plain, color: QUIET });
    for (const [index, line] of wrap(value, 260, { size: 10.5, face: sheet.plain }).entries()) {
      if (index > 0) down(sheet, 14);
      write(sheet, line, { x: RIGHT, size: 10.5, face: sheet.plain, end: true });
    }
    down(sheet, 7);
    rule(sheet);
  }
  down(sheet, 18);
}

/** Draws a receipt on A4, with letters and amounts that can be copied. For languages in Latin letters: the typeface has no others. */
export async function drawReceipt(
  receipt: Receipt,
  about: { locale: string; subject: string },
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  pdf.setTitle(`${receipt.shop}: ${receipt.title}`, { showInWindowTitleBar: true });
  pdf.setSubject(about.subject);
  pdf.setLanguage(about.locale);
  pdf.setCreator(receipt.shop);
  const [plain, bold] = [await readFace(pdf, 500), await readFace(pdf, 700)];
  const page = pdf.addPage([A4.width, A4.height]);
  const sheet: Sheet = { pdf, page, y: A4.height - MARGIN - 14, plain, bold };
  drawHead(sheet, receipt);
  drawStops(sheet, receipt.stops);
  for (const group of receipt.groups) drawGroup(sheet, group);
  for (const note of [...receipt.notes, receipt.promise]) {
    for (const line of wrap(note, RIGHT - MARGIN, { size: 9.5, face: plain })) {
      write(sheet, line, { x: MARGIN, size: 9.5, face: plain, color: QUIET });
      down(sheet, 14);
    }
  }
  return pdf.save();
}
