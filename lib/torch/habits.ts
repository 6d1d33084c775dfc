/**
 * What a reader's hands know from Python and JavaScript passes over in silence: operators on
 * tensors, indices, names with underscores. Each throws a sentence that says what to write.
 *
 * @module
 */

/** What stands in the place of Python's names that have no counterpart of the same name. */
const INSTEAD: Record<string, string> = {
  T: "t()",
  size: "shape, or numel() for the number of elements",
  length: "shape[0], or numel() for the number of elements",
  view: "reshape()",
  tolist: "toArray()",
  numpy: "toArray()",
  ndim: "dim()",
  unsqueeze: "reshape()",
  squeeze: "reshape()",
  transpose: "t()",
  square: "pow(2)",
  dot: "matmul()",
  mm: "matmul()",
};

/** The error for a name that a tensor does not have, or `null` for one that is nobody's habit. */
function errorFor(key: string, tensor: object): TypeError | null {
  if (/^-?\d+$/.test(key)) {
    const instead = key.startsWith("-") ? `toArray().at(${key})` : `indexSelect(0, [${key}])`;
    return new TypeError(`Tensor has no element ${key}: write ${instead}`);
  }
  const camelCase = key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const instead = Object.hasOwn(INSTEAD, key)
    ? INSTEAD[key]
    : camelCase !== key && camelCase in tensor
    ? camelCase
    : null;
  return instead === null ? null : new TypeError(`Tensor has no ${key}: write ${instead}`);
}

/**
 * Stands behind `Tensor.prototype` in the chain of prototypes, where only names arrive that no
 * tensor has; so the others are found as fast as ever.
 */
export const habits: object = new Proxy(Object.prototype, {
  get(target, key, tensor) {
    const error = typeof key === "string" && !(key in target) ? errorFor(key, tensor) : null;
    if (error !== null) throw error;
    return Reflect.get(target, key, tensor);
  },
  set(_target, key, value, tensor) {
    if (typeof key === "string" && /^-?\d+$/.test(key)) {
      throw new TypeError(
        `Tensor has no element ${key} to set: change the array of toArray(), then write ` +
          "x.data.copy_(torch.tensor(array))",
      );
    }
    const error = typeof key === "string" ? errorFor(key, tensor) : null;
    if (error !== null) throw error;
    return Reflect.defineProperty(tensor, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  },
});

/** The error for an operator, which would make a text, NaN or false of a tensor. */
export function operatorError(): TypeError {
  return new TypeError(
    "Tensor expects a method in the place of an operator: write a.add(b), a.sub(b), a.mul(b), " +
      "a.div(b), a.gt(b), or a.item() for its only number",
  );
}
