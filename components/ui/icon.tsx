import { cn } from "./cn";

/** Shapes of Lucide. Each class stands here whole: Tailwind makes what it reads in the source. */
const shapes = {
  "arrow-left-right": "icon-[lucide--arrow-left-right]",
  boxes: "icon-[lucide--boxes]",
  braces: "icon-[lucide--braces]",
  check: "icon-[lucide--check]",
  "chevron-down": "icon-[lucide--chevron-down]",
  "chevron-left": "icon-[lucide--chevron-left]",
  "chevron-right": "icon-[lucide--chevron-right]",
  "chevrons-left": "icon-[lucide--chevrons-left]",
  "circle-alert": "icon-[lucide--circle-alert]",
  "circle-check": "icon-[lucide--circle-check]",
  "circle-x": "icon-[lucide--circle-x]",
  "clipboard-list": "icon-[lucide--clipboard-list]",
  inbox: "icon-[lucide--inbox]",
  info: "icon-[lucide--info]",
  "key-round": "icon-[lucide--key-round]",
  layers: "icon-[lucide--layers]",
  "loader-circle": "icon-[lucide--loader-circle]",
  "log-out": "icon-[lucide--log-out]",
  menu: "icon-[lucide--menu]",
  monitor: "icon-[lucide--monitor]",
  moon: "icon-[lucide--moon]",
  plus: "icon-[lucide--plus]",
  search: "icon-[lucide--search]",
  sun: "icon-[lucide--sun]",
  trash: "icon-[lucide--trash-2]",
  "triangle-alert": "icon-[lucide--triangle-alert]",
  users: "icon-[lucide--users]",
  x: "icon-[lucide--x]",
};

export type IconName = keyof typeof shapes;

/** Decoration, drawn by CSS in the colour of the text: no script, and one element. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return <span aria-hidden="true" className={cn("icon", shapes[name], className)} />;
}
