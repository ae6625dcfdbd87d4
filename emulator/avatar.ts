import { createHash } from "node:crypto";

/** A square SVG with up to two initials on a colour that follows from the name. */
export function avatar(name: string): string {
  const hue = createHash("sha256").update(name).digest().readUInt16BE(0) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="200" height="200">
<rect width="200" height="200" fill="hsl(${hue} 45% 38%)"/>
<text x="100" y="100" dy=".36em" text-anchor="middle" font-family="system-ui, sans-serif" font-size="80" fill="#fff">${escaped(initials(name))}</text>
</svg>
`;
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => firstLetter(word ?? "")).join("");
}

function firstLetter(word: string): string {
  const [first] = new Intl.Segmenter().segment(word);
  return first?.segment.toUpperCase() ?? "";
}

function escaped(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
