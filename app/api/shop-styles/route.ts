export const dynamic = "force-static";

const { default: text } = require("../../shop.sheet.css") as { default: string };

/** For the rare page that the server could not render: there the browser asks for the styles. */
export function GET(): Response {
  return new Response(text, { headers: { "Content-Type": "text/css; charset=utf-8" } });
}
