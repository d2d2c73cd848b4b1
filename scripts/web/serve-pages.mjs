/** One web process: the built pages, as Next's own server sends them, behind what keeps and compresses answers. */
import http from "node:http";
import path from "node:path";
import { parseArgs } from "node:util";
import next from "next";
import sirv from "sirv";
import { keepAnswers } from "./keep-answers.mjs";

/** Scripts, sheets and fonts of the build; a new build names them anew. */
const FILES = "/_next/static/";
const YEAR = 365 * 86_400;

const { values } = parseArgs({
  options: { port: { type: "string", short: "p" }, hostname: { type: "string", short: "H" } },
});
const [port, hostname] = [Number(values.port), values.hostname];
process.title = "homeline-web";
process.env.NODE_ENV = "production";
// Where a server action finds the page that it leads to: never the host that a request names.
process.env["__NEXT_PRIVATE_ORIGIN"] = `http://${hostname === "0.0.0.0" ? "localhost" : hostname}:${port}`;

const server = http.createServer();
const app = next({ dev: false, dir: process.cwd(), hostname, port, httpServer: server });
await app.prepare();
const answer = app.getRequestHandler();
const pages = keepAnswers((request, response) =>
  answer(request, response).catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    response.destroy();
  }),
);
const files = sirv(path.join(process.env.NEXT_DIST_DIR || ".next", "static"), {
  brotli: true,
  gzip: true,
  immutable: true,
  maxAge: YEAR,
  setHeaders: (response) => response.setHeader("X-Content-Type-Options", "nosniff"),
});
server.on("request", (request, response) => {
  const { url } = request;
  if (!url.startsWith(FILES)) return pages(request, response);
  request.url = url.slice(FILES.length - 1);
  // What is not there is Next's to say.
  return files(request, response, () => pages(Object.assign(request, { url }), response));
});
server.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
server.listen(port, hostname, () => process.stdout.write(`Ready on http://${hostname}:${port}\n`));

let stopping = false;
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
])
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    // Answers that are under way are finished first.
    server.close(() => app.close().finally(() => process.exit(code)));
    server.closeIdleConnections();
  });
