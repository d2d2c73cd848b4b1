import { DrizzleAdapter } from "@auth/drizzle-adapter";
import { and, eq, lt, notInArray } from "drizzle-orm";
import type { Adapter } from "next-auth/adapters";
import { accounts, appNow, sessions, users, verificationTokens } from "@/db/schema";
import { STAFF_ROLES } from "@/lib/core/permissions";
import type { StaffCtx } from "./may-be-staff";

/** The role is written here: next-auth knows nothing of it. */
async function grantOwner(ctx: StaffCtx, userId: string, email: string): Promise<void> {
  if (!ctx.adminEmails.includes(email.toLowerCase())) return;
  await ctx.db
    .update(users)
    .set({ role: "owner" })
    .where(and(eq(users.id, userId), notInArray(users.role, [...STAFF_ROLES])));
}

/** next-auth's users, sessions and links in our tables. An address that the settings name is an owner from its first sign-in on. */
export function createAuthAdapter(ctx: StaffCtx): Adapter {
  const tables = {
    usersTable: users,
    accountsTable: accounts,
    sessionsTable: sessions,
    verificationTokensTable: verificationTokens,
  };
  const base = DrizzleAdapter(ctx.db, tables) as Adapter;
  return {
    ...base,
    createUser: async (user: Parameters<NonNullable<Adapter["createUser"]>>[0]) => {
      const made = await base.createUser?.(user);
      if (!made) throw new Error("The user was not written");
      await grantOwner(ctx, made.id, made.email);
      return made;
    },
    // What is over goes when something new comes: no table grows for ever.
    createVerificationToken: async (token) => {
      await ctx.db.delete(verificationTokens).where(lt(verificationTokens.expires, appNow));
      return base.createVerificationToken?.(token);
    },
    createSession: async (session) => {
      await ctx.db.delete(sessions).where(lt(sessions.expires, appNow));
      const made = await base.createSession?.(session);
      if (!made) throw new Error("The session was not written");
      return made;
    },
    updateUser: async (user) => {
      const changed = await base.updateUser?.(user);
      if (!changed) throw new Error("The user was not written");
      await grantOwner(ctx, changed.id, changed.email);
      return changed;
    },
  };
}
