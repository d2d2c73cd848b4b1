/** A page's facts for search engines (schema.org, JSON-LD). Data, not script: nothing in it is run. */
export function StructuredData({ data }: { data: Record<string, unknown> }) {
  // Names come from providers: none of them may end the element.
  const json = JSON.stringify({ "@context": "https://schema.org", ...data }).replaceAll("<", "\\u003c");
  // oxlint-disable-next-line react/no-danger -- data for machines: a child text would be escaped as HTML, which JSON is not
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
