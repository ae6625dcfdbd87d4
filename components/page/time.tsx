import type { TimeStyle } from "@/lib/format";
import { timeCell } from "./list-cells";

interface Props {
  value: Date | string;
  timeZone: string;
  style?: TimeStyle;
}

export function Time({ value, timeZone, style }: Props) {
  return <TimeText {...timeCell(value, timeZone, style)} />;
}

/** A time that is in words already. */
export function TimeText({ iso, text, title }: { iso: string; text: string; title: string }) {
  return (
    <time dateTime={iso} title={title}>
      {text}
    </time>
  );
}
