import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export interface Seal {
  seal(plain: string): string;
  /** @throws when the text was sealed with another key or changed */
  open(sealed: string): string;
}

/**
 * AES-256-GCM for artefacts at rest.
 * @param keyBase64 32 bytes in base64
 */
export function createSeal(keyBase64: string): Seal {
  const key = Buffer.from(keyBase64, "base64");
  if (key.length !== 32) throw new RangeError("The key must be 32 bytes in base64");
  return {
    seal: (plain) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, iv);
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64");
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, "base64");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
    },
  };
}
