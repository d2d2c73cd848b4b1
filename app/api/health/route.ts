import { readHealth } from "@/lib/runtime";

export const dynamic = "force-dynamic";

/** 503 only without a database or a living worker. */
export async function GET(): Promise<Response> {
  const health = await readHealth();
  return Response.json(health, { status: health.status === "down" ? 503 : 200 });
}
