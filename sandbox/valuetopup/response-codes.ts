/** The published list, and 852. `777` stands on no list: scenario 0017 answers it. */
const MESSAGES = {
  "001": "Amount is outside the allowed range of the SKU",
  "003": "Agent credit limit reached",
  "004": "Agent daily transaction limit reached",
  "005": "Transactions are not allowed at this hour for the location",
  "009": "User daily limit reached",
  "015": "Recharge failed",
  "027": "This number was recharged recently, please wait",
  "032": "Daily limit of the mobile number reached",
  "033": "Invalid mobile number format",
  "035": "Exposure limit reached",
  "041": "Carrier is under maintenance",
  "500": "Account is not activated, not found or suspended",
  "501": "Invalid subscriber number",
  "502": "Transaction was not successful, account may be suspended",
  "503": "Subscriber would exceed a limit",
  "510": "SKU is out of stock",
  "520": "Internal error of the carrier",
  "530": "Daily limit of the carrier reached",
  "540": "Possible duplicate, the account was charged recently",
  "560": "Carrier timed out",
  "570": "Carrier is not available",
  "580": "No connection to the carrier",
  "590": "Unexpected error while calling the carrier",
  "600": "Unknown error while calling the carrier",
  "777": "Carrier is settling",
  "852": "Transaction is in progress",
  "998": "System is offline for maintenance",
  "999": "Unspecified system error",
} as const;

export type ResponseCode = keyof typeof MESSAGES;

export const messageOf = (code: ResponseCode): string => MESSAGES[code];

/** What the errors call lists. */
export function listErrors(): { code: string; description: string }[] {
  return Object.entries(MESSAGES)
    .filter(([code]) => code !== "777")
    .map(([code, description]) => ({ code, description }));
}
