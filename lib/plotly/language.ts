/**
 * The language in which figures speak to their readers.
 *
 * @module
 */

/** The languages there are, as HTML's `lang` names them. */
export type Language = "en" | "zh";

/** All of them. */
export const languages: readonly Language[] = ["en", "zh"];

let language: Language = "en";

/** Has all figures from now on speak this language. */
export function setLanguage(chosen: Language): void {
  language = chosen;
}

/** The language figures speak now. */
export function getLanguage(): Language {
  return language;
}

/** Of what is said in each language, what is said now. */
export function say<T>(words: Record<Language, T>): T {
  return words[language];
}
