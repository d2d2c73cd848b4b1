import type { MetadataRoute } from "next";
import texts from "@/messages/en/common.json";

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: texts.name,
    short_name: texts.name,
    description: texts.meta.description,
    start_url: "/",
    display: "browser",
    background_color: "#fcfaf6",
    theme_color: "#fcfaf6",
    icons: [{ src: "/icon.svg", type: "image/svg+xml", sizes: "any" }],
  };
}
