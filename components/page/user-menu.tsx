import { Avatar } from "@/components/ui/avatar";
import { Icon, type IconName } from "@/components/ui/icon";
import { Menu, MenuButton, MenuSeparator } from "@/components/ui/menu";
import { themes, type Theme } from "./theme";

/** A server action; a form calls it before JavaScript too. */
export type PlainAction = (form: FormData) => Promise<void>;

export interface FrameUser {
  name: string;
  email: string;
  role: string;
}

interface Props {
  user: FrameUser;
  theme: Theme;
  setTheme: PlainAction;
  signOut: PlainAction;
}

export function UserMenu({ user, theme, setTheme, signOut }: Props) {
  return (
    <Menu
      variant="ghost"
      label={`Account of ${user.name}`}
      size="bare"
      trigger={
        <>
          <Avatar name={user.name} size="sm" />
          <span className="max-w-40 truncate max-md:hidden">{user.name}</span>
          <Icon name="chevron-down" className="max-md:hidden" />
        </>
      }
    >
      <div className="grid w-64 gap-0.5 px-2.5 py-2">
        <p className="truncate font-medium">{user.name}</p>
        <p className="truncate text-compact text-muted-foreground">{user.email}</p>
        <p className="text-compact text-muted-foreground first-letter:uppercase">{user.role}</p>
      </div>
      <MenuSeparator />
      <ThemeChoice theme={theme} setTheme={setTheme} />
      <MenuSeparator />
      <form action={signOut}>
        <MenuButton>
          <Icon name="log-out" />
          Sign out
        </MenuButton>
      </form>
    </Menu>
  );
}

const choices: Record<Theme, { word: string; icon: IconName }> = {
  light: { word: "Light", icon: "sun" },
  dark: { word: "Dark", icon: "moon" },
  system: { word: "System", icon: "monitor" },
};

function ThemeChoice({ theme, setTheme }: Pick<Props, "theme" | "setTheme">) {
  return (
    <form action={setTheme} className="px-2.5 py-2">
      <fieldset>
        <legend className="mb-1.5 text-compact text-muted-foreground">Theme</legend>
        <div className="grid grid-cols-3 gap-1 rounded-lg bg-muted p-1">
          {themes.map((value) => {
            const { word, icon } = choices[value];
            return (
              <button
                key={value}
                type="submit"
                name="theme"
                value={value}
                aria-pressed={value === theme}
                className="flex min-h-8 items-center justify-center gap-1.5 rounded-md text-xs font-medium text-muted-foreground hover:text-foreground aria-pressed:bg-surface aria-pressed:text-foreground aria-pressed:ring-1 aria-pressed:ring-border sm:min-h-7"
              >
                <Icon name={icon} className="size-3.5" />
                {word}
              </button>
            );
          })}
        </div>
      </fieldset>
    </form>
  );
}
