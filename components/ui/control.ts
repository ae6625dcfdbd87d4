/** The look that input, textarea and select share. 16 px on phones, or iOS zooms in on focus. */
export const controlClass = [
  "block w-full rounded-lg border border-control bg-surface px-3 text-base text-foreground sm:text-sm",
  "placeholder:text-muted-foreground hover:border-muted-foreground",
  "focus-visible:border-ring focus-visible:outline-offset-0",
  "aria-invalid:border-danger aria-invalid:outline-danger",
  "read-only:[&:not(select)]:bg-muted disabled:opacity-50",
].join(" ");
