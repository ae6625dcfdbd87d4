/** The product's mark; its name stands beside it. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g fill="none" strokeWidth="2.5" strokeLinecap="round" className="stroke-accent-foreground">
        <path d="M7 12.5c3 0 3-2.5 6-2.5s3 2.5 6 2.5 3-2.5 6-2.5" />
        <path d="M7 17.5c3 0 3-2.5 6-2.5s3 2.5 6 2.5 3-2.5 6-2.5" opacity=".72" />
        <path d="M7 22.5c3 0 3-2.5 6-2.5s3 2.5 6 2.5 3-2.5 6-2.5" opacity=".44" />
      </g>
    </svg>
  );
}
