/**
 * A text with line feeds alone. A browser sends CR LF for each line break of a form (HTML, "normalizing newlines" of form
 * entries), whatever was in the field: compared with what was there before, all would be changed.
 */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
