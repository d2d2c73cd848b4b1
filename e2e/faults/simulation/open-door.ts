import { receiveWebhook } from "@/lib/fulfilment";
import type { PostWebhook } from "@/sandbox/create-webhook-sender";
import type { Processes } from "./create-processes";
import type { Stage } from "./create-stage";
import type { Timeline } from "./create-timeline";
import type { WorldCtx } from "./open-world";
import type { Troubles } from "./troubles";

interface Means {
  ctx: WorldCtx;
  timeline: Timeline;
  stage: Stage;
  processes: Processes;
  tell(line: string): void;
  troubles(): Troubles;
}

/** A webhook's way through the net, where nothing goes wrong. */
const USUAL_MS = 20;
/** Its sender gives up waiting for an answer. */
const ANSWER_WITHIN_MS = 10_000;

/** Where webhooks reach the shop's web processes, in virtual time: late, twice or never. */
export function openDoor({ ctx, timeline, stage, processes, tell, troubles }: Means): PostWebhook {
  const sent = new Map<string, number>();
  let count = 0;

  async function arrive(webhook: Parameters<PostWebhook>[0], source: string): Promise<boolean> {
    let answered = false;
    const headers = Object.fromEntries(new Headers(webhook.headers));
    const request = { headers, rawBody: webhook.body, url: webhook.url };
    await stage.play(
      { process: processes.web(), name: `webhook of ${source}` },
      async () => {
        const verdict = await receiveWebhook(ctx, source, request);
        tell(`webhook of ${source}: ${verdict}`);
        answered = verdict === "stored" || verdict === "known" || verdict === "ignored";
      },
      // The web answers 500: its sender tries again.
      async (end) => (end.kind === "failed" ? tell(`webhook of ${source}: ${String(end.error)}`) : undefined),
    );
    return answered;
  }

  return (webhook) => {
    const source = new URL(webhook.url).pathname.split("/").at(-1) ?? "";
    count += 1;
    sent.set(source, (sent.get(source) ?? 0) + 1);
    const arrivals = troubles().webhook?.({ source, body: webhook.body, n: count }) ?? [USUAL_MS];
    let left = arrivals.length;
    return new Promise((resolve) => {
      for (const afterMs of arrivals)
        timeline.after(afterMs, async () => {
          left -= 1;
          const taken = await arrive(webhook, source);
          if (taken || left === 0) resolve(taken);
        });
      if (arrivals.length === 0) timeline.after(ANSWER_WITHIN_MS, () => resolve(false));
    });
  };
}
