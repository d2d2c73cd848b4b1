import { renderSVG } from "uqr";

/** A QR code as a data address for an `<img>`; dark on light in both themes, or phones cannot read it. */
export function drawQr(text: string): string {
  const svg = renderSVG(text, { ecc: "L", border: 2 });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}
