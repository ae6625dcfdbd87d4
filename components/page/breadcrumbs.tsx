import { Link } from "@/components/ui/link";
import { urlOf } from "@/components/ui/href";
import { Icon } from "@/components/ui/icon";
import type { Crumb } from "./crumb";

/** The pages above this one. The page itself is the heading below, and not repeated. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumbs">
      <ol className="flex flex-wrap items-center gap-x-1 text-compact text-muted-foreground">
        {items.map(({ href, label }, place) => (
          <li key={href} className="flex min-w-0 items-center gap-1">
            {place > 0 && (
              <Icon
                name="chevron-right"
                className="size-3.5 shrink-0 opacity-70 rtl:-scale-x-100"
              />
            )}
            <Link
              href={urlOf(href)}
              className="inline-flex min-h-6 items-center rounded-sm wrap-anywhere hover:text-foreground hover:underline"
            >
              {label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
