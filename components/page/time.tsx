import { formatRelative, formatTime, type TimeStyle } from "@/lib/format";

interface Props {
  value: Date | string;
  timeZone: string;
  style?: TimeStyle;
  /** Given, the time is told from it: "3 minutes ago". */
  now?: Date;
}

export function Time({ value, timeZone, style = "datetime", now }: Props) {
  return (
    <time
      dateTime={new Date(value).toISOString()}
      title={`${formatTime(value, timeZone, "full")} (${timeZone})`}
      className="whitespace-nowrap tabular-nums"
    >
      {now ? formatRelative(value, now) : formatTime(value, timeZone, style)}
    </time>
  );
}
