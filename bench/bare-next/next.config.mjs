import { fileURLToPath } from "node:url";

/** Next without anything of ours: what the framework alone costs. */
export default {
  poweredByHeader: false,
  serverExternalPackages: ["postgres"],
  turbopack: { root: fileURLToPath(new URL("../..", import.meta.url)) },
};
