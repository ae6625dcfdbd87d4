import { clsx, type ClassValue } from "clsx";

/**
 * Joins class names. It does not resolve conflicts (tailwind-merge would cost each form 8 kB): the
 * `className` of a component is for its place on the page (margins, width), not for another look.
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
