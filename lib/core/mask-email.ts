/** `ama@example.org` → `a··@example.org` */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  if (at < 1) return "··";
  return `${email.slice(0, 1)}··${email.slice(at)}`;
}
