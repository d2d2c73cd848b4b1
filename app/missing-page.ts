import { redirect } from "next/navigation";
import { localePath } from "@/i18n/locales";

/** No page of ours answers here, so that Next sends its own 404 with `app/global-not-found.tsx`. */
const NO_PAGE = "/not/a/page/of/ours";

/**
 * Ends a page that does not exist. `notFound()` answers with an empty body that only scripts fill (vercel/next.js#62228); buyer pages work
 * without them, so the browser is sent to an address whose 404 is plain HTML. Its fragment picks the language there.
 * @param asked what the address named, as it stands in it ("mtn nigera"): the search there begins with it
 */
export function missingPage(locale: string, asked = ""): never {
  const words = asked.replaceAll("-", " ").slice(0, 80);
  const query = words ? `?q=${encodeURIComponent(words)}` : "";
  redirect(`${localePath(locale, NO_PAGE)}${query}#${locale}`);
}
