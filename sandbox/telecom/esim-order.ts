/** One eSIM as the sandbox remembers it. */
export interface EsimOrder {
  /** Their `order_id`. */
  id: string;
  externalId: string;
  fingerprint: string;
  planId: string;
  iccid: string;
  matchingId: string;
  dataGb: number;
  validityDays: number;
  createdAt: number;
  /** First connection; the validity counts from here. */
  activeAt: number;
  expiredTold: boolean;
  topUps: EsimTopUp[];
}

export interface EsimTopUp {
  id: string;
  externalId: string;
  fingerprint: string;
  planId: string;
  dataGb: number;
  validityDays: number;
  at: number;
}
