import type { MetadataRoute } from "next";
import { env } from "@/lib/env";

/** A demo is nobody's to find. */
export const dynamic = "force-dynamic";

export default function robots(): MetadataRoute.Robots {
  const { mode, appUrl } = env();
  if (mode === "demo") return { rules: { userAgent: "*", disallow: "/" } };
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/api/", "/admin", "/checkout/", "/orders/", "/*?to="] },
    sitemap: `${appUrl}/sitemap.xml`,
  };
}
