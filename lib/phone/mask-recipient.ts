import { maskEmail } from "@/lib/core/mask-email";
import { maskNumber } from "./mask-number";

/** Whom an order goes to, masked: the number that is dialled, else the account, else the address that is sent the code, else its buyer. */
export interface SentTo {
  by: "number" | "account" | "email" | "buyer";
  masked: string;
}

/** `8801 2345 678` → `··· 5678`; an address is masked as addresses are. */
export function maskAccount(account: string): string {
  if (account.includes("@")) return maskEmail(account);
  const plain = account.replace(/\s/g, "");
  return `··· ${plain.slice(plain.length > 6 ? -4 : -2)}`;
}

/** @param of.email the buyer's own address: what brings a code is sent there where nobody else is named */
export function maskRecipient(of: {
  number: string | null;
  account: string | null;
  recipientEmail: string | null;
  email: string;
}): SentTo {
  if (of.number) return { by: "number", masked: maskNumber(of.number) };
  if (of.account) return { by: "account", masked: maskAccount(of.account) };
  if (of.recipientEmail) return { by: "email", masked: maskEmail(of.recipientEmail) };
  return { by: "buyer", masked: maskEmail(of.email) };
}
