import type { MetadataRoute } from "next";
import texts from "@/messages/en/common.json";

const png = (name: string, size: number, purpose: "any" | "maskable") => ({
  src: `/icons/${name}-${size}.png`,
  type: "image/png",
  sizes: `${size}x${size}`,
  purpose,
});

/** The shop as an app: it opens where a number is typed. */
export default function manifest(): MetadataRoute.Manifest {
  const { manifest: words } = texts;
  return {
    id: "/",
    name: words.name,
    short_name: texts.name,
    description: texts.meta.description,
    lang: "en",
    dir: "ltr",
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#fcfaf6",
    theme_color: "#fcfaf6",
    categories: ["finance", "shopping", "utilities"],
    icons: [
      png("icon", 192, "any"),
      png("icon", 512, "any"),
      png("maskable", 192, "maskable"),
      png("maskable", 512, "maskable"),
      { src: "/icon.svg", type: "image/svg+xml", sizes: "any", purpose: "any" },
    ],
    shortcuts: [
      { name: words.request, url: "/request" },
      { name: words.search, url: "/search" },
    ],
  };
}
