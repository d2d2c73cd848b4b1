import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { QrCode } from "./qr-code";

test("a QR code brings its own white ground, for the page around it may be dark", () => {
  const drawn = renderToStaticMarkup(<QrCode text="LPA:1$smdp.example$ABCD-1234" label="QR code" />);
  const size = /viewBox="0 0 (\d+) \d+"/.exec(drawn)?.[1];
  expect(drawn).toContain(`<rect width="${size}" height="${size}" fill="#fff"`);
  expect(drawn.indexOf("<rect")).toBeLessThan(drawn.indexOf("<path"));
});
