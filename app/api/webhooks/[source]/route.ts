import { receiveWebhook, type WebhookVerdict } from "@/lib/runtime";

/** 400: never send this again. 200: have it. A failure of ours throws and answers 500: try later. */
const STATUS: Record<WebhookVerdict, number> = {
  stored: 200,
  known: 200,
  ignored: 200,
  "bad-signature": 400,
  unreadable: 400,
  "unknown-source": 404,
};

const LARGEST = 512 * 1024;

export async function POST(
  request: Request,
  { params }: { params: Promise<{ source: string }> },
): Promise<Response> {
  const { source } = await params;
  const rawBody = await request.text();
  if (rawBody.length > LARGEST) return new Response("too large", { status: 413 });
  const headers = Object.fromEntries(request.headers);
  const verdict = await receiveWebhook(source, { rawBody, headers, url: request.url });
  return new Response(verdict, { status: STATUS[verdict] });
}
