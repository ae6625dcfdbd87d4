import { cn } from "./cn";

interface Props {
  name: string;
  photo?: string;
  size?: "sm" | "md" | "lg";
}

const sizes = { sm: "size-6 text-[0.625rem]", md: "size-8 text-xs", lg: "size-12 text-base" };

/** Decoration: the name stands beside it. */
export function Avatar({ name, photo, size = "md" }: Props) {
  const look = cn("shrink-0 rounded-full border", sizes[size]);
  if (photo) {
    // oxlint-disable-next-line next/no-img-element -- Next's image would need a list of hosts.
    return <img src={photo} alt="" loading="lazy" className={cn(look, "object-cover")} />;
  }
  return (
    <span
      aria-hidden="true"
      className={cn(
        look,
        "inline-flex items-center justify-center bg-accent-soft font-medium text-accent",
      )}
    >
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toLocaleUpperCase("en");
}
