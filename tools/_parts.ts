import { Problem } from "./_problem.ts";

/** What the test command can run, in the order in which it does. */
export const PARTS = [
  "format",
  "lint",
  "types",
  "unit",
  "doc",
  "tools",
  "notebooks",
  "lab",
] as const;

/** One of the {@linkcode PARTS}. */
export type Part = typeof PARTS[number];

const GROUPS: Record<string, Part[]> = { check: ["format", "lint", "types"] };

/**
 * Reads the arguments of the test command: the parts to run, all if none is named, and from the
 * first option on what goes to `deno test`.
 *
 * @throws {Problem} if a part is not known.
 */
export function readParts(
  args: string[],
): { parts: Part[]; options: string[] } {
  const first = args.findIndex((arg) => arg.startsWith("-"));
  const names = first < 0 ? args : args.slice(0, first);
  const options = first < 0 ? [] : args.slice(first).filter((arg) => arg !== "--");
  const wanted = names.flatMap((name) => {
    if (GROUPS[name]) return GROUPS[name];
    const part = PARTS.find((part) => part === name);
    if (part) return [part];
    const known = [...Object.keys(GROUPS), ...PARTS].join(", ");
    throw new Problem(`The test command has no part ${name}: it has ${known}`);
  });
  return {
    parts: wanted.length ? PARTS.filter((part) => wanted.includes(part)) : [...PARTS],
    options,
  };
}
