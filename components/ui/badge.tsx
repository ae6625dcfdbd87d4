import type { ReactNode } from "react";
import { cn } from "./cn";

const tones = {
  neutral: "badge-neutral",
  accent: "badge-accent",
  success: "badge-success",
  warning: "badge-warning",
  danger: "badge-danger",
};

export type Tone = keyof typeof tones;

interface Props {
  tone?: Tone;
  /** The class of an icon before the words: `before:icon-[lucide--globe]`. */
  icon?: string;
  children: ReactNode;
}

export function Badge({ tone = "neutral", icon, children }: Props) {
  return <span className={cn("badge", tones[tone], icon)}>{children}</span>;
}
