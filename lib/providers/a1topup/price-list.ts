/** One operator as we sell it through A1Topup. */
export interface ListedOperator {
  /** Word of the wire format. */
  code: string;
  name: string;
  /** Whole rupees of talk time. */
  amounts: readonly number[];
}

const TALK_TIME = [10, 20, 50, 100, 500, 1000] as const;

/** They have no list to import, so this one is kept by hand. README.md, "Operators". */
export const OPERATORS: readonly ListedOperator[] = [
  { code: "AIRTEL", name: "Airtel", amounts: TALK_TIME },
  { code: "JIO", name: "Jio", amounts: TALK_TIME },
  { code: "VI", name: "Vi", amounts: TALK_TIME },
  { code: "BSNL", name: "BSNL", amounts: TALK_TIME },
  { code: "MTNL", name: "MTNL", amounts: [10, 20, 50, 100, 500] },
];

/** India's licence areas by the code that `circle` takes. README.md, "Circles". */
export const CIRCLES: Readonly<Record<string, string>> = {
  AP: "Andhra Pradesh & Telangana",
  AS: "Assam",
  BR: "Bihar & Jharkhand",
  CH: "Chennai",
  DL: "Delhi",
  GJ: "Gujarat",
  HR: "Haryana",
  HP: "Himachal Pradesh",
  JK: "Jammu & Kashmir",
  KA: "Karnataka",
  KL: "Kerala",
  KO: "Kolkata",
  MP: "Madhya Pradesh & Chhattisgarh",
  MH: "Maharashtra & Goa",
  MU: "Mumbai",
  NE: "North East",
  OR: "Odisha",
  PB: "Punjab",
  RJ: "Rajasthan",
  TN: "Tamil Nadu",
  UE: "UP East",
  UW: "UP West",
};
