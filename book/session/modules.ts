/**
 * What a page's cells can import, by the name that they give it.
 *
 * @module
 */

import * as assert from "@std/assert";
import * as d2l from "d2l";
import * as torch from "torch";
import diabetes from "../../notebooks/data/diabetes.json" with { type: "json" };
import digits from "../../notebooks/data/digits.json" with { type: "json" };

/** The libraries, and the data that lies beside the notebooks. */
export const modules: Record<string, unknown> = {
  torch,
  d2l,
  "@std/assert": assert,
  "./data/diabetes.json": { default: diabetes },
  "./data/digits.json": { default: digits },
};
