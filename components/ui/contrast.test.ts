import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

type Oklch = [lightness: number, chroma: number, hue: number];

const css = readFileSync(join(import.meta.dirname, "../../app/globals.css"), "utf8");
const [light = "", dark = ""] = css.split("prefers-color-scheme: dark");

function readTokens(text: string): Map<string, Oklch> {
  const found = text.matchAll(/--color-([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g);
  return new Map(
    [...found].map(([, name = "", l, c, h]): [string, Oklch] => [name, [Number(l), Number(c), Number(h)]]),
  );
}

/** Relative luminance (WCAG) of a colour, brought into sRGB by clipping. */
function luminance([l, c, h]: Oklch): number {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Oklch, other: Oklch): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const day = readTokens(light);
const night = new Map([...day, ...readTokens(dark)]);

const TEXT_ON: [text: string, ground: string][] = [
  ...["paper", "surface", "sunk"].flatMap((ground): [string, string][] => [
    ["ink", ground],
    ["ink-2", ground],
    ["ink-3", ground],
  ]),
  ...["leaf", "clay", "sky"].flatMap((tone): [string, string][] => [
    [tone, `${tone}-wash`],
    [tone, "surface"],
    ["ink", `${tone}-wash`],
  ]),
  ["ink", "marigold-wash"],
  ["on-marigold", "marigold"],
  ["on-marigold", "marigold-deep"],
];

describe.each([
  ["by day", day],
  ["by night", night],
])("text %s", (_, tokens) => {
  it.each(TEXT_ON)("%s on %s is readable (AA)", (text, ground) => {
    const [one, other] = [tokens.get(text), tokens.get(ground)];
    if (!one || !other) throw new Error(`No such token: ${text} or ${ground}`);
    expect(contrast(one, other)).toBeGreaterThanOrEqual(4.5);
  });

  it("edges of fields are seen (3:1)", () => {
    const [edge, ground] = [tokens.get("rule-strong"), tokens.get("surface")];
    if (!edge || !ground) throw new Error("No such token");
    expect(contrast(edge, ground)).toBeGreaterThanOrEqual(3);
  });
});

it("letters of a monogram are readable at every hue", () => {
  for (let hue = 0; hue < 360; hue += 1)
    expect(contrast([0.86, 0.11, hue], [0.22, 0.04, 265])).toBeGreaterThanOrEqual(7);
});
