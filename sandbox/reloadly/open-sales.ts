import type { Collection, Outside } from "../outside";
import type { Wallet } from "./open-wallet";
import type { Sale, SaleDraft } from "./sale";

/** Every sale of one host: gift cards, or bills. */
export interface Sales {
  wallet: Wallet;
  find(id: string): Sale | undefined;
  /** Oldest first. */
  all(): Sale[];
  /** Sales whose reference differs at most in case. */
  withReference(reference: string): Sale[];
  isUsed(reference: string): boolean;
  /** Takes the cost from the wallet and numbers a PROCESSING sale; nothing is written until `save`. */
  begin(draft: SaleDraft, share: number): Sale;
  save(sale: Sale): void;
  deliver(sale: Sale): void;
  /** Not delivered, or taken back: the wallet gets its money again. */
  giveBack(sale: Sale): void;
}

export function openSales(
  outside: Outside,
  { collection, firstId, wallet }: { collection: string; firstId: number; wallet: Wallet },
): Sales {
  const rows: Collection<Sale> = outside.collection(collection);
  const byReference = new Map<string, Sale[]>();
  let lastId = firstId;
  const index = (sale: Sale): void => {
    lastId = Math.max(lastId, Number(sale.id));
    if (sale.reference === null) return;
    const key = sale.reference.toLowerCase();
    byReference.set(key, [...(byReference.get(key) ?? []), sale]);
  };
  const rebuild = (): void => {
    byReference.clear();
    lastId = firstId;
    rows.all().forEach(index);
  };
  rebuild();
  outside.onReset(rebuild);
  const withReference = (reference: string): Sale[] => byReference.get(reference.toLowerCase()) ?? [];
  const save = (sale: Sale): void => {
    if (!rows.get(sale.id)) index(sale);
    rows.put(sale);
  };
  return {
    wallet,
    find: (id) => rows.get(id),
    all: rows.all,
    withReference,
    isUsed: (reference) => withReference(reference).some((sale) => sale.reference === reference),
    begin(draft, share) {
      const oldBalance = wallet.balance();
      wallet.move(-draft.cost);
      lastId += 1;
      const id = String(lastId);
      return openSale({ ...draft, amount: Math.floor(draft.amount * share) }, outside.now(), {
        id,
        oldBalance,
      });
    },
    save,
    deliver(sale) {
      const credit = outside.witness.credit({
        provider: "reloadly",
        reference: sale.reference,
        providerReference: sale.id,
        number: sale.account ?? "",
        product: sale.itemName,
        amount: { minor: sale.amount, currency: sale.currency },
        cost: { micros: sale.cost * 10, currency: "USD" },
      });
      Object.assign(sale, { status: "SUCCESSFUL", due: null, endedAt: outside.now(), creditId: credit.id });
      save(sale);
    },
    giveBack(sale) {
      if (sale.creditId) outside.witness.reverse(sale.creditId);
      wallet.move(sale.cost);
      const back = { due: null, cost: 0, newBalance: sale.oldBalance, endedAt: outside.now() };
      Object.assign(sale, { status: "REFUNDED", ...back });
      save(sale);
    },
  };
}

function openSale(draft: SaleDraft, now: number, facts: { id: string; oldBalance: number }): Sale {
  return {
    ...draft,
    ...facts,
    newBalance: facts.oldBalance - draft.cost,
    status: "PROCESSING",
    createdAt: now,
    endedAt: null,
    due: null,
    reversible: false,
    creditId: null,
  };
}
