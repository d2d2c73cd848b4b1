/** What staff may be; what each may do stands in the table below. */
export const STAFF_ROLES = ["owner", "finance", "support", "catalog", "viewer"] as const;

export type StaffRole = (typeof STAFF_ROLES)[number];

/** Everything staff can be allowed, a line each: a verb asks for one of these, never for a role. */
export const PERMISSIONS = [
  "orders.read",
  "orders.export",
  /** Try again, ask the provider, cancel what was not sent, send a receipt again. */
  "orders.act",
  /** Say what became of an order in doubt. */
  "orders.settle",
  "orders.refund",
  "notes.write",
  "customers.read",
  "customers.block",
  "limits.write",
  "mails.write",
  "promotions.write",
  "catalog.read",
  "catalog.write",
  "supply.read",
  "supply.write",
  "prices.read",
  "prices.write",
  "books.read",
  "books.mend",
  "tax.write",
  "alerts.write",
  "staff.read",
  "staff.write",
  "audit.read",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

const READING: readonly Permission[] = [
  "orders.read",
  "customers.read",
  "catalog.read",
  "supply.read",
  "prices.read",
  "books.read",
];

/** What each role may do. */
const GRANTS: Record<StaffRole, readonly Permission[]> = {
  owner: PERMISSIONS,
  finance: [
    ...READING,
    "orders.export",
    "orders.settle",
    "orders.refund",
    "notes.write",
    "prices.write",
    "books.mend",
    "tax.write",
    "audit.read",
  ],
  support: [
    "orders.read",
    "orders.act",
    "orders.settle",
    "orders.refund",
    "notes.write",
    "customers.read",
    "customers.block",
    "mails.write",
    "catalog.read",
    "supply.read",
  ],
  catalog: [
    "orders.read",
    "catalog.read",
    "catalog.write",
    "supply.read",
    "supply.write",
    "prices.read",
    "prices.write",
    "promotions.write",
  ],
  viewer: READING,
};

export const isStaffRole = (role: string): role is StaffRole => STAFF_ROLES.some((known) => known === role);

/** Who acts, as far as permissions are concerned. */
interface Asker {
  kind: string;
  role?: StaffRole | undefined;
}

/** Whether a page may show the way to something; the verb behind it asks again. */
export const may = ({ kind, role }: Asker, permission: Permission): boolean =>
  kind === "staff" && role !== undefined && GRANTS[role].includes(permission);

/** Every staff verb begins with this. @throws when the actor is no member of staff or their role does not allow it */
export function assertMay(actor: Asker, permission: Permission): void {
  if (!may(actor, permission)) throw new NotPermitted(permission);
}

export class NotPermitted extends Error {
  constructor(permission: Permission) {
    super(`Not permitted: ${permission}`);
    this.name = "NotPermitted";
  }
}
