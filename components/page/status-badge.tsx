import {
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleHelp,
  CirclePause,
  CircleSlash,
  CircleX,
  Hand,
  Hourglass,
  RefreshCw,
  type LucideIcon,
} from "lucide-react";
import { Badge, type Tone } from "@/components/ui/badge";

interface Look {
  word: string;
  tone: Tone;
  icon: LucideIcon;
}

const looks = {
  ACTIVE: { word: "Active", tone: "success", icon: CircleCheck },
  PAUSED: { word: "Paused", tone: "warning", icon: CirclePause },
  ENDED: { word: "Ended", tone: "neutral", icon: CircleSlash },
  PENDING: { word: "Pending", tone: "neutral", icon: Hourglass },
  PROVISIONING: { word: "Provisioning", tone: "accent", icon: CircleDashed },
  PAUSING: { word: "Pausing", tone: "accent", icon: CircleDashed },
  RESUMING: { word: "Resuming", tone: "accent", icon: CircleDashed },
  ENDING: { word: "Ending", tone: "accent", icon: CircleDashed },
  RENEWING: { word: "Renewing", tone: "accent", icon: RefreshCw },
  UNKNOWN: { word: "Unknown", tone: "neutral", icon: CircleHelp },
  intended: { word: "Intended", tone: "accent", icon: CircleDot },
  succeeded: { word: "Succeeded", tone: "success", icon: CircleCheck },
  failed: { word: "Failed", tone: "danger", icon: CircleX },
  partial: { word: "Partial", tone: "warning", icon: CircleDot },
  unknown: { word: "Unknown", tone: "warning", icon: CircleHelp },
  refused: { word: "Refused", tone: "danger", icon: CircleSlash },
  "settled-by-hand": { word: "Settled by hand", tone: "neutral", icon: Hand },
} as const satisfies Record<string, Look>;

/** Of programs and pools (Wix's own words), and outcomes of attempts (ours). */
export type Status = keyof typeof looks;

export function StatusBadge({ status }: { status: Status }) {
  const { word, tone, icon: Icon } = looks[status];
  return (
    <Badge tone={tone}>
      <Icon strokeWidth={2.5} />
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
