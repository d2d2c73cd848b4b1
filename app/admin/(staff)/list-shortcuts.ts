import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { ADMIN_SECTIONS } from "@/components/admin/admin-sections";
import type { Shortcut } from "@/components/admin/shortcut-keys";
import { type Asker, may } from "@/lib/core/permissions";

export const KEYS_COOKIE = "hl_staff_keys";

/** Whether this browser's shortcuts are on; they are until somebody switches them off. */
export const areKeysOn = async (): Promise<boolean> => (await cookies()).get(KEYS_COOKIE)?.value !== "off";

/** Keys that one page alone hears. */
const REVIEW = [
  ["o", "reviewOpen"],
  ["a", "reviewTake"],
  ["1 2 3", "reviewChoose"],
  ["u", "reviewUndo"],
] as const;
const MAPPING = [
  ["Enter", "mappingOpen"],
  ["y", "mappingAccept"],
] as const;

/** The keys of staff pages: one for each page they may open, and those that work on every page. */
export async function listShortcuts(actor: Asker): Promise<Shortcut[]> {
  const [t, nav] = await Promise.all([getTranslations("staff-team.keys"), getTranslations("admin.nav")]);
  return [
    { keys: "/", text: t("search") },
    { keys: "j", text: t("next") },
    { keys: "k", text: t("previous") },
    { keys: "?", text: t("list") },
    ...REVIEW.filter(() => may(actor, "orders.settle")).map(([keys, name]) => ({ keys, text: t(name) })),
    ...MAPPING.filter(() => may(actor, "catalog.write")).map(([keys, name]) => ({ keys, text: t(name) })),
    ...ADMIN_SECTIONS.filter(({ needs }) => may(actor, needs)).map(({ href, name, key }) => ({
      keys: `g ${key}`,
      text: nav(name),
      href,
    })),
  ];
}
