/**
 * The words and checks that error messages share. Every message names the call, what it got and
 * what it wants; the wrong type is a `TypeError`, the wrong value a `RangeError`.
 *
 * @module
 */

/**
 * The name of a method by which an object says what an error message shall show in its place: a
 * tensor its shape, for example, and not its thousand numbers.
 */
export const shown: unique symbol = Symbol("shown");

/** A value as an error message shows it, in a few words. */
export function show(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length > 8
      ? `an array of ${value.length} values`
      : `[${value.map(show).join(", ")}]`;
  }
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  const isObject = typeof value === "object" || typeof value === "function";
  if (!isObject || value === null) return String(value);
  if (shown in value) return (value as { [shown](): string })[shown]();
  const type = value.constructor?.name ?? "Object";
  if (typeof value === "function" && type.endsWith("Function")) {
    const kind = String(value).startsWith("class") ? "class" : "function";
    return `the ${kind} ${value.name || "(anonymous)"}`;
  }
  if (type !== "Object") return `a value of type ${type}`;
  const keys = Object.keys(value).join(", ");
  return keys === "" ? "{}" : `{ ${keys} }`;
}

/** A shape as an error message shows it: `[5, 200]`, and `[]` for a scalar. */
export function showShape(shape: readonly number[]): string {
  return `[${shape.join(", ")}]`;
}

/** The error for a value that should be a certain number: its type is wrong, or only its value. */
export function numberError(value: unknown, message: string): Error {
  return typeof value === "number" || typeof value === "bigint"
    ? new RangeError(message)
    : new TypeError(message);
}

/**
 * Returns `value` if it is a number, NaN and the infinities among them.
 *
 * @throws {TypeError} Otherwise.
 */
export function checkNumber(call: string, name: string, value: unknown): number {
  if (typeof value === "number") return value;
  throw new TypeError(`${call} expects ${name} to be a number but got ${show(value)}`);
}

/** Returns `value` if it is `true` or `false`. @throws {TypeError} Otherwise. */
export function checkBoolean(call: string, name: string, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw new TypeError(`${call} expects ${name} to be true or false but got ${show(value)}`);
}

/**
 * Returns `value` if it is a whole number of at least `least`.
 *
 * @throws {TypeError | RangeError} Otherwise.
 */
export function checkInteger(call: string, name: string, value: unknown, least: number): number {
  if (Number.isSafeInteger(value) && value as number >= least) {
    return value as number;
  }
  const wanted = least === 1 ? "a positive integer" : `an integer of at least ${least}`;
  throw numberError(value, `${call} expects ${name} to be ${wanted} but got ${show(value)}`);
}

/**
 * Returns `value` if it is a finite number of at least 0.
 *
 * @throws {TypeError | RangeError} Otherwise.
 */
export function checkNonNegative(call: string, name: string, value: unknown): number {
  if (Number.isFinite(value) && value as number >= 0) return value as number;
  const wanted = "a finite number of at least 0";
  throw numberError(value, `${call} expects ${name} to be ${wanted} but got ${show(value)}`);
}

/**
 * Refuses an argument that a call does not have: JavaScript itself would drop it in silence.
 *
 * @throws {TypeError} If more than `most` are given.
 */
export function checkCount(call: string, most: number, given: readonly unknown[]): void {
  if (given.length <= most) return;
  const got = show(given[most]);
  if (most === 0) throw new TypeError(`${call} expects no arguments but got ${got}`);
  const wanted = most === 1 ? "one argument" : `${most} arguments`;
  throw new TypeError(`${call} expects at most ${wanted} but got ${got} as well`);
}

/**
 * The same function, which refuses arguments that it does not have. It may not have a default value
 * or a rest among its parameters, since its `length` tells how many there are.
 */
export function exact<F extends (...given: never[]) => unknown>(name: string, f: F): F {
  const call = `${name}()`, most = f.length;
  const guarded = function (this: unknown, ...given: never[]) {
    checkCount(call, most, given);
    return f.apply(this, given);
  };
  Object.defineProperties(guarded, { name: { value: name }, length: { value: most } });
  return guarded as F;
}

/** A face with all its functions made {@linkcode exact}; classes and values stay as they are. */
export function allExact<Face extends object>(face: Face): Face {
  const functions = Object.entries(face)
    .filter(([name, member]) => typeof member === "function" && /^[a-z]/.test(name));
  return { ...face, ...Object.fromEntries(functions.map(([name, f]) => [name, exact(name, f)])) };
}

/**
 * Returns the options, none if there are none. Refuses one that does not exist: JavaScript itself
 * would pass over it in silence, and the run would train with the default.
 *
 * @throws {TypeError} If `options` is not an object, or has a key that is not in `known`.
 */
export function checkOptions<Options extends object>(
  call: string,
  options: Options | undefined,
  known: readonly string[],
): Partial<Options> {
  if (options === undefined) return {};
  if (!isPlainObject(options)) {
    throw new TypeError(
      `${call} expects its options as an object { ${known.join(", ")} } ` +
        `but got ${show(options)}`,
    );
  }
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) throw unknownOption(call, key, known);
  }
  return options;
}

/**
 * The error for a misspelled option; the one that was meant differs in capitals or underscores
 * only.
 */
function unknownOption(call: string, key: string, known: readonly string[]) {
  const plain = (name: string) => name.replaceAll("_", "").toLowerCase();
  const meant = known.find((name) => plain(name) === plain(key));
  const hint = meant ? `did you mean ${meant}?` : `it knows ${known.join(", ")}`;
  return new TypeError(`${call} got an unknown option ${show(key)}: ${hint}`);
}

/** Whether a value can be iterated over. Strings can as well, but are not what is asked for. */
export function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null &&
    Symbol.iterator in value;
}

/** Whether a value was written as `{ ... }`: not an array, a tensor, or nothing. */
function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null &&
    Object.getPrototypeOf(value) === Object.prototype;
}
