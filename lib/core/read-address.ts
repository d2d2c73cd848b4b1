/**
 * An e-mail address as we store and compare it: without spaces around it, in lower case.
 * @throws when the text cannot be one address
 */
export function readAddress(text: string): string {
  const address = text.normalize("NFKC").trim().toLowerCase();
  if (
    address.length > 254 ||
    !/^[^\s"(),:;<>@[\\\]]+@[^\s"(),:;<>@[\\\]]+\.[^\s"(),:;<>@[\\\].]+$/.test(address)
  ) {
    throw new Error("Not an e-mail address");
  }
  return address;
}
