const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

function decode(whole: string, name: string): string {
  const digits = /^#(x?)([0-9a-f]+)$/i.exec(name);
  if (!digits) return ENTITIES[name.toLowerCase()] ?? whole;
  const point = Number.parseInt(digits[2] ?? "", digits[1] ? 16 : 10);
  return point > 31 && point <= 0x10ffff ? String.fromCodePoint(point) : "";
}

/** HTML of a provider as plain text: blocks become lines, everything else of the markup goes. Still to be escaped where it is shown. */
export function plainText(html: string): string {
  return html
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<(br|\/p|\/div|\/li|\/h\d)\b[^>]*>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(#?\w+);/g, decode)
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join("\n");
}
