import type { Collection, Outside } from "../outside";
import type { Order } from "./read-recharge";
import type { A1TopupSettings } from "./read-settings";

/** One recharge as the sandbox remembers it, also over its restart. Amounts in paise. */
export interface Recharge {
  /** `TXN` and nine digits. */
  id: string;
  mobile: string;
  operator: string;
  circle: string | null;
  amount: number;
  commission: number;
  /** Wallet right after its debit. */
  balance: number;
  state: "open" | "credited" | "reversed";
  createdAt: number;
  /** What is still to happen, and when in milliseconds since the epoch. */
  due: { at: number; step: "credit" | "reverse" } | null;
  creditId: string | null;
}

/** The wallet and every recharge. */
export interface Books {
  /** Paise. */
  balance(): number;
  find(id: string): Recharge | undefined;
  /** Oldest first. */
  all(): Recharge[];
  /** Takes amount minus commission from the wallet and numbers an open recharge. `percent` of what was ordered is recharged. */
  begin(order: Order, percent: number): Recharge;
  save(recharge: Recharge): void;
  /** The subscriber is credited. */
  credit(recharge: Recharge): void;
  /** Taken back from the subscriber: the wallet gets its money again. */
  reverse(recharge: Recharge): void;
}

const FIRST_ID = 700_100_200;

/** Rounded half up to the paisa. */
const commissionOf = (amount: number, hundredths: number): number =>
  Math.floor((amount * hundredths + 5_000) / 10_000);

export function openBooks(outside: Outside, settings: A1TopupSettings): Books {
  const rows: Collection<Recharge> = outside.collection("a1topup-recharges");
  const wallets: Collection<{ id: string; balance: number }> = outside.collection("a1topup-wallet");
  let lastId = FIRST_ID;
  const rebuild = (): void => {
    lastId = rows.all().reduce((last, { id }) => Math.max(last, Number(id.slice(3))), FIRST_ID);
  };
  rebuild();
  outside.onReset(rebuild);

  const balance = () => wallets.get("inr")?.balance ?? settings.floatPaise;
  const move = (paise: number): number => wallets.put({ id: "inr", balance: balance() + paise }).balance;

  return {
    balance,
    find: (id) => rows.get(id),
    all: rows.all,
    save: (recharge) => void rows.put(recharge),
    begin({ mobile, operator, amountPaise, circle }, percent) {
      const amount = Math.floor((amountPaise * percent) / 100);
      const commission = commissionOf(amount, operator.commission);
      lastId += 1;
      return rows.put({
        id: `TXN${lastId}`,
        mobile,
        operator: operator.code,
        circle,
        amount,
        commission,
        balance: move(commission - amount),
        state: "open",
        createdAt: outside.now(),
        due: null,
        creditId: null,
      });
    },
    credit(recharge) {
      const credit = outside.witness.credit({
        provider: "a1topup",
        reference: null,
        providerReference: recharge.id,
        number: `+91${recharge.mobile}`,
        product: `${recharge.operator} ${recharge.amount / 100}`,
        amount: { minor: recharge.amount, currency: "INR" },
        cost: { micros: (recharge.amount - recharge.commission) * 10_000, currency: "INR" },
      });
      Object.assign(recharge, { state: "credited", due: null, creditId: credit.id });
      rows.put(recharge);
    },
    reverse(recharge) {
      if (recharge.creditId) outside.witness.reverse(recharge.creditId);
      move(recharge.amount - recharge.commission);
      Object.assign(recharge, { state: "reversed", due: null });
      rows.put(recharge);
    },
  };
}
