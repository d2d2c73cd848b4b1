const { default: shop } = require("../../../shop.sheet.css") as { default: string };
const { default: admin } = require("../../../admin.sheet.css") as { default: string };
const SHEETS: Record<string, string> = { shop, admin };

export const dynamic = "force-static";
export const dynamicParams = false;
export const generateStaticParams = () => Object.keys(SHEETS).map((name) => ({ name }));

/** For the rare page that the server could not render: there the browser asks for the styles. */
export async function GET(_: Request, { params }: { params: Promise<{ name: string }> }): Promise<Response> {
  const { name } = await params;
  return new Response(SHEETS[name], { headers: { "Content-Type": "text/css; charset=utf-8" } });
}
