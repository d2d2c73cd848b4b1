import type { Ctx } from "@/db/context";
import type { OrderView } from "@/lib/orders/types";
import { readOrderView } from "./read-order-view";
import { versionOf } from "./version-of";
import type { OrderWatch } from "./watch-orders";

export interface StreamInput {
  publicId: string;
  watch: OrderWatch;
  /** Last event id that the reader has seen. */
  seen: string | null;
  /** Aborted when this process ends: the stream closes, and its reader comes back to another one. */
  ending?: AbortSignal;
  /** How often a sign of life is sent, and time-driven changes are looked for. */
  beatMs?: number;
}

const BEAT_MS = 10_000;

/** Looks at each change, at each beat, and leaves when this process ends. Returns what stops it. */
function keepLooking(
  { watch, ending, beatMs = BEAT_MS }: StreamInput,
  at: { checkoutId: string; look(): void; beat(): void; close(): void },
): () => void {
  // Watched before it is read: no change falls between.
  const unwatch = watch.watch(at.checkoutId, at.look);
  const beat = setInterval(() => {
    at.beat();
    at.look();
  }, beatMs);
  const leave = () => {
    stop();
    at.close();
  };
  const stop = () => {
    clearInterval(beat);
    unwatch();
    ending?.removeEventListener("abort", leave);
  };
  ending?.addEventListener("abort", leave, { once: true });
  return stop;
}

function eventOf(order: OrderView): string {
  return `id: ${versionOf(order)}\nevent: order\ndata: ${JSON.stringify(order)}\n\n`;
}

/**
 * An order as server-sent events: `order` with the whole view at connect and after each change; the stream closes when the order has
 * ended. A slow reader gets the newest state when it is ready again, never a queue of old ones.
 */
export async function streamOrder(
  ctx: Ctx,
  input: StreamInput,
): Promise<ReadableStream<Uint8Array> | "no-such-order" | "nothing-new"> {
  const { publicId, seen } = input;
  const first = await readOrderView(ctx, { publicId });
  if (!first) return "no-such-order";
  if (first.ended && seen === versionOf(first)) return "nothing-new";
  const encoder = new TextEncoder();
  let sent = "";
  let stale = true;
  let reading = false;
  let stop: () => void = () => undefined;

  const flush = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    if (reading) return;
    reading = true;
    try {
      while (stale && (controller.desiredSize ?? 0) > 0) {
        stale = false;
        const order = await readOrderView(ctx, { publicId });
        if (!order || (controller.desiredSize ?? 0) <= 0) continue;
        if (versionOf(order) !== sent) controller.enqueue(encoder.encode(eventOf(order)));
        sent = versionOf(order);
        if (!order.ended) continue;
        stop();
        controller.close();
        return;
      }
    } catch (error) {
      // The database is away: the next beat looks again.
      stale = true;
      ctx.log.warn({ error: String(error) }, "an order could not be read for its page");
    } finally {
      reading = false;
    }
  };

  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const look = () => {
          stale = true;
          void flush(controller);
        };
        stop = keepLooking(input, {
          checkoutId: first.checkoutId,
          look,
          beat: () => {
            if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(": here\n\n"));
          },
          close: () => controller.close(),
        });
        look();
      },
      pull: (controller) => flush(controller),
      cancel: () => stop(),
    },
    { highWaterMark: 4 },
  );
}
