import { unitsToText } from "../exact-decimal";
import type { Collection, Outside } from "../outside";
import { wireTime } from "./reply-with";

/** Units of 0.00001 USD. */
interface WalletRow {
  id: string;
  balance: number;
  updatedAt: number;
}

/** The one wallet that pays for top-ups, gift cards and bills. */
export interface Wallet {
  /** Units of 0.00001 USD. */
  balance(): number;
  move(units: number): void;
  /** `{ balance, currencyCode, … }` as every host shows it. */
  describe(): Record<string, unknown>;
}

export function openWallet(outside: Outside, { float }: { float: number }): Wallet {
  const rows: Collection<WalletRow> = outside.collection("reloadly-wallet");
  const present = () => rows.get("usd") ?? { id: "usd", balance: float, updatedAt: outside.now() };
  return {
    balance: () => present().balance,
    move: (units) =>
      void rows.put({ id: "usd", balance: present().balance + units, updatedAt: outside.now() }),
    describe() {
      const { balance, updatedAt } = present();
      return {
        balance: { literal: unitsToText(balance, 5) },
        currencyCode: "USD",
        currencyName: "US Dollar",
        updatedAt: wireTime(updatedAt),
      };
    },
  };
}
