import Big from "big.js";

const decimalPattern = /^-?\d{1,18}(\.\d{1,4})?$/;

/** True for a decimal as Wix takes it: up to 4 decimals, no exponent. Source: typings, `@decimalValue`. */
export function isDecimal(text: string): boolean {
  return decimalPattern.test(text);
}

/** The canonical writing of a decimal string: no leading or trailing zeros. Throws on anything else. */
export function canonicalDecimal(text: string): string {
  if (!isDecimal(text)) throw new RangeError(`not a decimal: ${text}`);
  return new Big(text).toFixed();
}

/** -1, 0 or 1, exactly: no floating point. Throws on what is not a decimal. */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  return new Big(a).cmp(new Big(b));
}
