import { Badge, type Tone } from "@/components/ui/badge";

interface Look {
  word: string;
  tone: Tone;
  /** Before the word, so that a status is one element: lists have many. */
  icon: string;
}

const looks = {
  ACTIVE: { word: "Active", tone: "success", icon: "before:icon-[lucide--circle-check]" },
  PAUSED: { word: "Paused", tone: "warning", icon: "before:icon-[lucide--circle-pause]" },
  ENDED: { word: "Ended", tone: "neutral", icon: "before:icon-[lucide--circle-slash]" },
  PENDING: { word: "Pending", tone: "neutral", icon: "before:icon-[lucide--hourglass]" },
  PROVISIONING: {
    word: "Provisioning",
    tone: "accent",
    icon: "before:icon-[lucide--circle-dashed]",
  },
  PAUSING: { word: "Pausing", tone: "accent", icon: "before:icon-[lucide--circle-dashed]" },
  RESUMING: { word: "Resuming", tone: "accent", icon: "before:icon-[lucide--circle-dashed]" },
  ENDING: { word: "Ending", tone: "accent", icon: "before:icon-[lucide--circle-dashed]" },
  RENEWING: { word: "Renewing", tone: "accent", icon: "before:icon-[lucide--refresh-cw]" },
  UNKNOWN: { word: "Unknown", tone: "neutral", icon: "before:icon-[lucide--circle-help]" },
  intended: { word: "Intended", tone: "accent", icon: "before:icon-[lucide--circle-dot]" },
  succeeded: { word: "Succeeded", tone: "success", icon: "before:icon-[lucide--circle-check]" },
  failed: { word: "Failed", tone: "danger", icon: "before:icon-[lucide--circle-x]" },
  partial: { word: "Partial", tone: "warning", icon: "before:icon-[lucide--circle-dot]" },
  unknown: { word: "Unknown", tone: "warning", icon: "before:icon-[lucide--circle-help]" },
  refused: { word: "Refused", tone: "danger", icon: "before:icon-[lucide--circle-slash]" },
  "settled-by-hand": {
    word: "Settled by hand",
    tone: "neutral",
    icon: "before:icon-[lucide--hand]",
  },
} as const satisfies Record<string, Look>;

/** Of programs and pools (Wix's own words), and outcomes of attempts (ours). */
export type Status = keyof typeof looks;

export function StatusBadge({ status }: { status: Status }) {
  const { word, tone, icon } = looks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}

/** The word alone, for the options of a filter. */
export function statusWord(status: Status): string {
  return looks[status].word;
}

/** A status as the record has it; "unknown" for one of another version. */
export function statusOf(text: string): Status {
  return isStatus(text) ? text : "UNKNOWN";
}

function isStatus(text: string): text is Status {
  return Object.hasOwn(looks, text);
}
