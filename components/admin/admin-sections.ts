import type { Permission } from "@/lib/core/permissions";
import type messages from "@/messages/en/admin.json";

/** A staff page in the navigation: shown to whoever has the permission. */
export interface AdminSection {
  href: string;
  name: Exclude<keyof (typeof messages)["nav"], "label" | "skip" | "signOut" | "signedInAs">;
  needs: Permission;
}

/** The staff pages in the order of a day's work. */
export const ADMIN_SECTIONS: readonly AdminSection[] = [
  { href: "/admin", name: "desk", needs: "orders.read" },
  { href: "/admin/orders", name: "orders", needs: "orders.read" },
  { href: "/admin/review", name: "review", needs: "orders.read" },
  { href: "/admin/customers", name: "customers", needs: "customers.read" },
  { href: "/admin/prices", name: "prices", needs: "prices.read" },
  { href: "/admin/promo-codes", name: "promoCodes", needs: "prices.read" },
  { href: "/admin/limits", name: "limits", needs: "customers.read" },
  { href: "/admin/mails", name: "mails", needs: "customers.read" },
  { href: "/admin/providers", name: "providers", needs: "supply.read" },
  { href: "/admin/catalog", name: "catalog", needs: "catalog.read" },
  { href: "/admin/reconciliation", name: "books", needs: "books.read" },
  { href: "/admin/reports", name: "reports", needs: "books.read" },
  { href: "/admin/alerts", name: "alerts", needs: "audit.read" },
  { href: "/admin/audit", name: "audit", needs: "audit.read" },
  { href: "/admin/staff", name: "staff", needs: "staff.read" },
];
