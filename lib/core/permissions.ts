/** What staff may be. More roles (finance, support, catalog, viewer) are rows of the table below. */
export const STAFF_ROLES = ["owner"] as const;

export type StaffRole = (typeof STAFF_ROLES)[number];

export type Permission =
  | "books.mend"
  | "catalog.write"
  | "orders.read"
  | "orders.settle"
  | "promotions.write"
  | "supply.write";

/** What each role may do. A verb asks for a permission, never for a role. */
const GRANTS: Record<StaffRole, readonly Permission[]> = {
  owner: ["books.mend", "catalog.write", "orders.read", "orders.settle", "promotions.write", "supply.write"],
};

export const isStaffRole = (role: string): role is StaffRole => STAFF_ROLES.some((known) => known === role);

const roleMay = (role: StaffRole, permission: Permission): boolean => GRANTS[role].includes(permission);

/** Who acts, as far as permissions are concerned. */
interface Asker {
  kind: string;
  role?: StaffRole | undefined;
}

/** Every staff verb begins with this. @throws when the actor is no member of staff or their role does not allow it */
export function assertMay(actor: Asker, permission: Permission): void {
  if (actor.kind === "staff" && actor.role && roleMay(actor.role, permission)) return;
  throw new NotPermitted(permission);
}

export class NotPermitted extends Error {
  constructor(permission: Permission) {
    super(`Not permitted: ${permission}`);
    this.name = "NotPermitted";
  }
}
