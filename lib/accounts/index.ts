export { createAuthAdapter } from "./create-auth-adapter";
export { endSession, readSessionUser, type SessionUser } from "./read-session-user";
export { mayBeStaff, type StaffCtx } from "./may-be-staff";
export { takeSignInMail } from "./take-sign-in-mail";
