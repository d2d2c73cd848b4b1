import { readHealth } from "@/lib/runtime";

export const dynamic = "force-dynamic";

/** 503 only without database or worker; a provider that does not answer makes it `degraded`, which a load balancer need not care about. */
export async function GET(): Promise<Response> {
  const health = await readHealth();
  return Response.json(health, {
    status: health.status === "down" ? 503 : 200,
    headers: { "Cache-Control": "no-store" },
  });
}
