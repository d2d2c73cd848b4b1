import { streamOrder } from "@/lib/reports";
import { buyerContext, runtime } from "@/lib/runtime";

/** How often a page is told what time alone has changed, in milliseconds of the shop's own time; no oftener than each second. */
const BEAT_MS = 10_000;

/** The same order as server-sent events: its state at once, and after each change, until it has ended. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ publicId: string }> },
): Promise<Response> {
  const { publicId } = await params;
  const ctx = buyerContext({ buyerId: "api" });
  const { watch, ending } = runtime();
  const stream = await streamOrder(ctx, {
    publicId,
    watch,
    ending,
    beatMs: Math.max(1000, ctx.policy.scaled(BEAT_MS)),
    seen: request.headers.get("last-event-id"),
  });
  if (stream === "no-such-order") return new Response(null, { status: 404 });
  // 204 tells an EventSource that there is nothing more to wait for.
  if (stream === "nothing-new") return new Response(null, { status: 204 });
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
      "X-Robots-Tag": "noindex",
    },
  });
}
