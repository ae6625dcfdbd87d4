import { formatTime, type TimeStyle } from "@/lib/format";

interface Props {
  value: Date | string;
  timeZone: string;
  style?: TimeStyle;
}

export function Time({ value, timeZone, style = "datetime" }: Props) {
  return (
    <time
      dateTime={new Date(value).toISOString()}
      title={`${formatTime(value, timeZone, "full")} (${timeZone})`}
      className="whitespace-nowrap tabular-nums"
    >
      {formatTime(value, timeZone, style)}
    </time>
  );
}
