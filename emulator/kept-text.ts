import { isTooDeep } from "./wire";

/** A body or an answer as the log keeps it. */
export interface KeptText {
  text: string;
  /** Else it is told as a text. */
  isJson: boolean;
}

/** Characters that are kept of one body or answer. */
const lengthMax = 100_000;

const secrets = "client_?secret|access_?token|refresh_?token|code_?verifier";
const patternsOf = (names: string) => ({
  inJson: new RegExp(`"(${names})":"(?:[^"\\\\]|\\\\.)*"`, "gi"),
  inText: new RegExp(`\\b(${names})("?\\s*[=:]\\s*"?)[^&"\\s]+`, "gi"),
});
const patterns = patternsOf(secrets);
/** At the addresses for tokens only: elsewhere they may be anything, and every error has a code. */
const patternsInCalls = patternsOf(`${secrets}|token|code`);
type Patterns = typeof patterns;

/** A body without secrets and tokens. What is no JSON, or too deep or too long to be read, is kept as text. */
export function keptBody(text: string, path: string): KeptText {
  const secret = patternsFor(path);
  const json = text.length > lengthMax ? undefined : compacted(text);
  return json === undefined ? asText(text, secret) : asJson(json, secret);
}

/** The same of an answer, which is the emulator's own JSON. */
export function keptAnswer(json: string): KeptText {
  return json.length > lengthMax ? asText(json, patterns) : asJson(json, patterns);
}

/** What is told of it. */
export function toldText({ text, isJson }: KeptText): unknown {
  return isJson ? JSON.parse(text) : text;
}

/** An address without secrets and tokens. */
export function keptPath(path: string): string {
  return withoutTokens(path.replace(patternsFor(path).inText, "$1$2[secret]"));
}

function patternsFor(path: string): Patterns {
  return /^\/(_api\/)?oauth/.test(path) ? patternsInCalls : patterns;
}

/** Tokens are recognized wherever they stand. */
function withoutTokens(text: string): string {
  return text.replace(/emulator\.[\w-]+\.[\w-]+/g, "[secret]");
}

function asJson(json: string, { inJson }: Patterns): KeptText {
  const text = withoutTokens(json.replace(inJson, '"$1":"[secret]"'));
  return { text, isJson: true };
}

function asText(whole: string, { inText }: Patterns): KeptText {
  const text = withoutTokens(cut(whole).replace(inText, "$1$2[secret]"));
  return { text, isJson: false };
}

/** JSON in which nothing is escaped that need not be. */
function compacted(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isTooDeep(value) ? undefined : JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** A copy: a slice would hold the whole. */
function cut(text: string): string {
  if (text.length <= lengthMax) return text;
  const start = Buffer.from(text.slice(0, lengthMax)).toString();
  return `${start} … (${text.length} characters)`;
}
