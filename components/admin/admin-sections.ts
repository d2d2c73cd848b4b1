import type { Permission } from "@/lib/core/permissions";
import type { Messages } from "@/i18n/messages-en";

/** A staff page in the navigation: shown to whoever has the permission. */
export interface AdminSection {
  href: string;
  name: Exclude<
    keyof Messages["admin"]["nav"],
    "label" | "skip" | "signOut" | "signedInAs" | "menu" | "find"
  >;
  needs: Permission;
  /** After a `g` it opens the page. */
  key: string;
}

/** The staff pages in the order of a day's work. */
export const ADMIN_SECTIONS: readonly AdminSection[] = [
  { href: "/admin", name: "desk", needs: "orders.read", key: "h" },
  { href: "/admin/orders", name: "orders", needs: "orders.read", key: "o" },
  { href: "/admin/review", name: "review", needs: "orders.read", key: "r" },
  { href: "/admin/customers", name: "customers", needs: "customers.read", key: "c" },
  { href: "/admin/prices", name: "prices", needs: "prices.read", key: "p" },
  { href: "/admin/tax", name: "tax", needs: "prices.read", key: "x" },
  { href: "/admin/promo-codes", name: "promoCodes", needs: "prices.read", key: "d" },
  { href: "/admin/limits", name: "limits", needs: "customers.read", key: "l" },
  { href: "/admin/mails", name: "mails", needs: "customers.read", key: "m" },
  { href: "/admin/providers", name: "providers", needs: "supply.read", key: "v" },
  { href: "/admin/catalog", name: "catalog", needs: "catalog.read", key: "t" },
  { href: "/admin/reconciliation", name: "books", needs: "books.read", key: "b" },
  { href: "/admin/reports", name: "reports", needs: "books.read", key: "e" },
  { href: "/admin/alerts", name: "alerts", needs: "audit.read", key: "a" },
  { href: "/admin/audit", name: "audit", needs: "audit.read", key: "u" },
  { href: "/admin/staff", name: "staff", needs: "staff.read", key: "s" },
];
