import type { Permission, StaffRole } from "@/lib/core/permissions";

/** A member of staff's own second factor. */
export type OwnFactor =
  | { state: "none" }
  | { state: "begun"; secret: string; address: string }
  | { state: "on"; since: string; codesLeft: number };

/** One of staff, as owners see them. Times in ISO 8601. */
export interface StaffMember {
  userId: string;
  email: string;
  role: StaffRole;
  granted: Permission[];
  withdrawn: Permission[];
  version: number;
  secondFactor: boolean;
  sessions: number;
  seenAt: string | null;
  /** Named in ADMIN_EMAILS: an owner whatever is said here. */
  inSettings: boolean;
  /** Has never signed in. */
  invited: boolean;
}

export interface StaffSession {
  id: string;
  device: string | null;
  createdAt: string;
  seenAt: string;
  expires: string;
  raised: boolean;
}
