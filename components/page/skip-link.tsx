/** The id of the part of a page that is not frame: `<main id={CONTENT_ID} tabIndex={-1}>`. */
export const CONTENT_ID = "content";

export function SkipLink() {
  return (
    <a
      href={`#${CONTENT_ID}`}
      className="sr-only focus:not-sr-only focus:fixed focus:start-4 focus:top-3 focus:z-50 focus:rounded-lg focus:border focus:bg-raised focus:px-4 focus:py-2 focus:font-medium focus:shadow-lift"
    >
      Skip to content
    </a>
  );
}
