export const themes = ["light", "dark", "system"] as const;

export type Theme = (typeof themes)[number];

/** The choice in the `theme` cookie; without one, the reader's system decides. */
export function parseTheme(cookie: string | undefined): Theme {
  return themes.find((theme) => theme === cookie) ?? "system";
}
