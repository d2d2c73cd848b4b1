/* Shows a page of the shop's own when there is no connection. It keeps that page and what it is drawn with, and nothing else: no order, price or number ever lies in its cache. */
const CACHE = "homeline-offline";
const PAGE = new URL(self.location.href).searchParams.get("page") || "/offline";
const KEPT_MS = 24 * 60 * 60 * 1000;

/** Addresses of our own files in a text: styles, scripts and fonts. */
const filesIn = (text) => [...new Set(text.match(/\/_next\/static\/[\w./~%()-]+\.(?:css|js|woff2)/g) ?? [])];

async function fetchFresh(path) {
  const response = await fetch(path, { credentials: "omit", cache: "no-cache" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

/** Styles name their fonts by a path of their own. */
async function fontsOf(path, response) {
  if (!path.endsWith(".css")) return [];
  const css = await response.clone().text();
  return [...css.matchAll(/url\(["']?([^"')]+\.woff2)/g)].map(([, font]) => new URL(font, new URL(path, self.location.origin)).pathname);
}

async function keepPage() {
  const page = await fetchFresh(PAGE);
  const cache = await caches.open(CACHE);
  const wanted = filesIn(await page.clone().text());
  const kept = new Map([[PAGE, page]]);
  while (wanted.length > 0) {
    const path = wanted.pop();
    if (kept.has(path)) continue;
    const response = await fetchFresh(path);
    kept.set(path, response);
    wanted.push(...(await fontsOf(path, response)));
  }
  for (const request of await cache.keys()) {
    if (!kept.has(new URL(request.url).pathname)) await cache.delete(request);
  }
  for (const [path, response] of kept) await cache.put(path, response);
}

/** The page changes with each version of the shop: once a day it is fetched anew. */
async function keepFresh() {
  const known = await caches.match(PAGE);
  const age = Date.now() - Date.parse(known?.headers.get("date") ?? "");
  if (!(age < KEPT_MS)) await keepPage().catch(() => undefined);
}

self.addEventListener("install", (event) => event.waitUntil(keepPage().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function openPage(event) {
  const { pathname, search } = new URL(event.request.url);
  try {
    const response = await fetch(event.request);
    event.waitUntil(keepFresh());
    return response;
  } catch (error) {
    const offline = await caches.match(PAGE);
    if (!offline) throw error;
    // Where the reader wanted to go stands behind the #, which no server is ever told.
    return pathname === PAGE ? offline : Response.redirect(`${PAGE}#${pathname}${search}`);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(openPage(event));
  else if (pathname.startsWith("/_next/static/")) {
    event.respondWith(fetch(request).catch(async (error) => (await caches.match(pathname)) ?? Promise.reject(error)));
  }
});
