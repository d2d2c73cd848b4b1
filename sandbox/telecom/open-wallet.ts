import type { Collection, Outside } from "../outside";
import type { TelecomSettings } from "./read-settings";

interface WalletRow {
  id: string;
  balance: number;
  reserved: number;
}

/** The float in micros of a US dollar: reserved when an order is taken, spent when it is delivered. */
export interface Wallet {
  read(): { balance: number; reserved: number };
  available(): number;
  reserve(micros: number): void;
  spend(micros: number): void;
  release(micros: number): void;
  giveBack(micros: number): void;
}

export function openWallet(outside: Outside, settings: TelecomSettings): Wallet {
  const rows: Collection<WalletRow> = outside.collection("telecom-wallet");
  const read = () => rows.get("usd") ?? { id: "usd", balance: settings.float, reserved: 0 };
  const move = (balance: number, reserved: number) => {
    const now = read();
    rows.put({ id: "usd", balance: now.balance + balance, reserved: now.reserved + reserved });
  };
  return {
    read,
    available: () => read().balance - read().reserved,
    reserve: (micros) => move(0, micros),
    spend: (micros) => move(-micros, -micros),
    release: (micros) => move(0, -micros),
    giveBack: (micros) => move(micros, 0),
  };
}

/** `{ balance, currency, … }`; amounts in major units. */
export function describeWallet(wallet: Wallet): Record<string, unknown> {
  const { balance, reserved } = wallet.read();
  return {
    balance: balance / 1_000_000,
    currency: "USD",
    reserved_amount: reserved / 1_000_000,
    available_balance: (balance - reserved) / 1_000_000,
    allow_overdraft: false,
    overdraft_limit: 0,
    is_overdrafted: balance < 0,
  };
}
