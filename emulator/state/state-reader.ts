import { Refusal } from "../refusal";
import { parseState, type SiteState } from "./site-state";

/** Deeper than any entity that the API lets in. */
const depthMax = 100;
/** Of entities: document, collections, the list of one. */
const depthOfLists = 3;

const [quote, backslash, brace, bracket] = [0x22, 0x5c, 0x7b, 0x5b];
const [braceEnd, bracketEnd] = [0x7d, 0x5d];

/**
 * Reads the document of a state as it comes, in pieces of any size, and each entity for itself: a large site does not fit
 * into one text. Throws a SyntaxError for what is no JSON, and a 400 for what is no state.
 */
export class StateReader {
  /** The document without its entities: each is a null. */
  #frame = "";
  #entities: unknown[] = [];
  /** What there is of the piece that is read now: the frame, or one entity. */
  #open: Buffer[] = [];
  #depth = 0;
  #isText = false;
  #isEscaped = false;

  write(piece: Uint8Array): void {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let start = 0;
    for (let at = this.#pastText(bytes, 0); at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === quote) {
        this.#isText = true;
        at = this.#pastText(bytes, at + 1) - 1;
      } else if (byte === brace || byte === bracket) {
        if (byte === brace && this.#depth === depthOfLists) {
          this.#frame += `${this.#taken(bytes, start, at)}null`;
          start = at;
        }
        this.#depth += 1;
        if (this.#depth > depthMax) throw new Refusal(400, "The document is nested too deep.");
      } else if (byte === braceEnd || byte === bracketEnd) {
        this.#depth -= 1;
        if (byte === braceEnd && this.#depth === depthOfLists) {
          this.#entities.push(JSON.parse(this.#taken(bytes, start, at + 1)));
          start = at + 1;
        }
      }
    }
    // A copy: who gives the pieces may use one buffer for all.
    this.#open.push(Buffer.from(bytes.subarray(start)));
  }

  end(): SiteState {
    const frame: unknown = JSON.parse(this.#frame + Buffer.concat(this.#open).toString());
    return parseState(frame, this.#entities);
  }

  /** Behind the text that is open at this place, or at the end of the bytes. */
  #pastText(bytes: Buffer, from: number): number {
    if (!this.#isText) return from;
    let isEscaped = this.#isEscaped;
    let at = from;
    for (; at < bytes.length && this.#isText; at += 1) {
      const byte = bytes[at];
      if (isEscaped) isEscaped = false;
      else if (byte === backslash) isEscaped = true;
      else if (byte === quote) this.#isText = false;
    }
    this.#isEscaped = isEscaped;
    return at;
  }

  /** All that is open and the bytes up to `end`, as text. */
  #taken(bytes: Buffer, start: number, end: number): string {
    if (this.#open.length === 0) return bytes.toString("utf8", start, end);
    const text = Buffer.concat([...this.#open, bytes.subarray(start, end)]).toString();
    this.#open = [];
    return text;
  }
}
