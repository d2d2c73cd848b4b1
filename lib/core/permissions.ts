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

/** What moves money, or changes who may: only in a session that was raised by a code of the second factor lately. */
const NEEDS_FACTOR: readonly Permission[] = [
  "orders.settle",
  "orders.refund",
  "limits.write",
  "promotions.write",
  "supply.write",
  "prices.write",
  "books.mend",
  "tax.write",
  "alerts.write",
  "staff.write",
];

export const needsFactor = (permission: Permission): boolean => NEEDS_FACTOR.includes(permission);

/** What a role alone allows. */
export const grantsOf = (role: StaffRole): readonly Permission[] => GRANTS[role];

export const isStaffRole = (role: string): role is StaffRole => STAFF_ROLES.some((known) => known === role);

/** Who acts, as far as permissions are concerned. */
export interface Asker {
  kind: string;
  role?: StaffRole | undefined;
  /** What an owner allowed this person beyond their role, and what was taken from them. */
  granted?: readonly Permission[];
  withdrawn?: readonly Permission[];
  /** A code of the second factor was entered in this session lately. */
  raised?: boolean;
}

/** Whether a page may show the way to something; the verb behind it asks again. */
export const may = ({ kind, role, granted, withdrawn }: Asker, permission: Permission): boolean =>
  kind === "staff" &&
  role !== undefined &&
  !withdrawn?.includes(permission) &&
  (GRANTS[role].includes(permission) || granted?.includes(permission) === true);

/**
 * Every staff verb begins with this.
 * @throws NotPermitted when the actor is no member of staff or is not allowed it
 * @throws FactorNeeded when they are, and their session was not raised by a code of the second factor
 */
export function assertMay(actor: Asker, permission: Permission): void {
  if (!may(actor, permission)) throw new NotPermitted(permission);
  if (needsFactor(permission) && !actor.raised) throw new FactorNeeded(permission);
}

/**
 * Of verbs that move money under a permission that otherwise moves none.
 * @throws FactorNeeded when the session was not raised by a code of the second factor
 */
export function assertRaised(actor: Asker, what: string): void {
  if (!actor.raised) throw new FactorNeeded(what);
}

export class NotPermitted extends Error {
  constructor(permission: Permission) {
    super(`Not permitted: ${permission}`);
    this.name = "NotPermitted";
  }
}

export class FactorNeeded extends Error {
  /** Of an error on the server this is all that a page is told. */
  readonly digest = "factor-needed";

  /** @param what a permission, or what else is not done without */
  constructor(what: string) {
    super(`Needs a code of the second factor: ${what}`);
    this.name = "FactorNeeded";
  }
}
