import { readOrderView } from "@/lib/reports";
import { buyerContext } from "@/lib/runtime";

/** One order as JSON for whoever holds its public id: states, times, attempts and their references. It carries no PIN. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ publicId: string }> },
): Promise<Response> {
  const { publicId } = await params;
  const order = await readOrderView(buyerContext({ buyerId: "api" }), { publicId });
  const headers = { "Cache-Control": "no-store", "X-Robots-Tag": "noindex" };
  if (!order) return Response.json({ error: "order-gone" }, { status: 404, headers });
  return Response.json(order, { headers });
}
