/** The place of something that is still being fetched; as high as what will stand there, so that nothing jumps. */
export function Skeleton({ className = "" }: { className?: string }) {
  return <div aria-hidden="true" className={`rounded-md bg-sunk ${className}`} />;
}
