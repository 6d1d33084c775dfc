/**
 * The base of all optimizers: parameters in groups, and the loop over them.
 *
 * @module
 */

import { checkOptions, isIterable, show, showShape } from "../../checks.ts";
import { Tensor } from "../tensor.ts";

/** Parameters to be trained with options of their own, where these differ from the optimizer's. */
export type GroupOptions<Options> =
  & { params: Tensor | Iterable<Tensor> }
  & Partial<Options>;

/** What an optimizer trains: parameters, or groups of them. */
export type Parameters<Options> =
  | Iterable<Tensor>
  | Iterable<GroupOptions<Options>>;

/** A group with all its options. A change of an option takes effect at the next step. */
export type ParameterGroup<Options> = { params: Tensor[] } & Options;

/**
 * Changes parameters along their gradients, like `torch.optim.Optimizer`. A subclass says how one
 * parameter is changed.
 *
 * @example Steps of one length, whatever the gradient's size
 * ```ts
 * import * as torch from "torch";
 * import { optim } from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * class SignDescent extends optim.Optimizer<{ lr: number }> {
 *   constructor(params: Iterable<torch.Tensor>) {
 *     super(params, { lr: 0.5 }, () => {});
 *   }
 *
 *   protected override update(w: torch.Tensor, grad: Float32Array, { lr }: { lr: number }) {
 *     w.data.sub_(torch.tensor(grad).sign().reshape(w.shape), { alpha: lr });
 *   }
 * }
 *
 * const w = torch.tensor([[1], [2]], { requiresGrad: true });
 * const trainer = new SignDescent([w]);
 * w.pow(2).sum().backward();
 * trainer.step();
 * assertEquals(w.toArray(), [[0.5], [1.5]]);
 * ```
 */
export abstract class Optimizer<Options extends object> {
  /** The groups, in the order in which they were given. */
  readonly paramGroups: ParameterGroup<Options>[] = [];

  readonly #defaults: Options;
  readonly #check: (call: string, options: Options) => void;

  /**
   * Sorts the parameters into groups.
   *
   * @param params The parameters, or groups of them.
   * @param defaults The options of groups that do not name their own.
   * @param check Throws if an option of a group has a value it may not have.
   * @throws {TypeError | RangeError} If there is no parameter, one is given twice, is not a leaf,
   * or an option is unknown.
   */
  constructor(
    params: Parameters<Options>,
    defaults: Options,
    check: (call: string, options: Options) => void,
  ) {
    const call = `${new.target.name}()`;
    if (!isIterable(params)) {
      throw new TypeError(
        `${call} expects an array of parameters or of groups but got ${show(params)}: ` +
          "write net.parameters(), [w, b] or [{ params: w }]",
      );
    }
    const given: (Tensor | GroupOptions<Options>)[] = [...params];
    const isGroup = (entry: unknown) => !(entry instanceof Tensor);
    const groups = given.some(isGroup) ? given : [{ params: given }];
    this.#defaults = defaults;
    this.#check = check;
    for (const group of groups as GroupOptions<Options>[]) this.#add(call, group);
    checkParameters(call, this.paramGroups.flatMap((group) => group.params));
  }

  /**
   * Trains more parameters from now on, like `Optimizer.add_param_group`: the layers that are
   * thawed later, for instance.
   *
   * @param group The parameters, and the options in which they differ from the optimizer's.
   * @throws {TypeError | RangeError} If it is no group, names no parameter or one that is trained
   * already, or an option is unknown.
   */
  addParamGroup(group: GroupOptions<Options>): void {
    this.#add("addParamGroup()", group);
    try {
      checkParameters("addParamGroup()", this.paramGroups.at(-1)!.params);
      checkParameters("addParamGroup()", this.paramGroups.flatMap(({ params }) => params));
    } catch (error) {
      this.paramGroups.pop(); // a refused group changes nothing
      throw error;
    }
  }

  #add(call: string, group: GroupOptions<Options>): void {
    checkGroup(call, group);
    checkOptions(call, group, ["params", ...Object.keys(this.#defaults)]);
    const { params, ...own } = group;
    const options = { ...this.#defaults, ...own } as unknown as Options;
    this.#check(call, options);
    this.paramGroups.push({
      ...options,
      params: params instanceof Tensor ? [params] : [...params],
    });
  }

  /** Changes one parameter in place. */
  protected abstract update(
    param: Tensor,
    grad: Float32Array,
    group: ParameterGroup<Options>,
  ): void;

  /** Takes one step: changes each parameter that has a gradient. */
  step(): void {
    for (const group of this.paramGroups) {
      for (const param of group.params) {
        if (param.grad === null) continue;
        this.update(param, param.grad.storage.values, group);
        param.storage.version++;
      }
    }
  }

  /** Forgets all gradients, like `Optimizer.zero_grad`: `grad` becomes `null`. */
  zeroGrad(): void {
    for (const group of this.paramGroups) {
      for (const param of group.params) param.grad = null;
    }
  }
}

/** @throws {TypeError} If `group` is not a group, or names no list of parameters. */
function checkGroup(call: string, group: unknown): void {
  if (group instanceof Tensor) {
    throw new TypeError(
      `${call} expects either Tensors or groups but got both: write { params: w } for w among groups`,
    );
  }
  const params = (group as { params?: unknown } | null)?.params;
  if (params instanceof Tensor || isIterable(params)) return;
  throw new TypeError(
    `${call} expects Tensors, or groups such as { params: [w, b], lr: 0.1 }, but got ` +
      show(group),
  );
}

function checkParameters(call: string, params: unknown[]): void {
  if (params.length === 0) {
    throw new RangeError(`${call} expects at least one parameter but got an empty list`);
  }
  const seen = new Set<unknown>();
  for (const param of params) {
    if (!(param instanceof Tensor)) {
      throw new TypeError(`${call} expects every parameter to be a Tensor but got ${show(param)}`);
    }
    const shape = showShape(param.sizes);
    if (!param.isLeaf) {
      throw new TypeError(
        `${call} expects leaves as parameters but got a result of ${param.gradFn?.name}(), of shape ${shape}`,
      );
    }
    if (seen.has(param)) {
      throw new RangeError(
        `${call} expects each parameter once but got one of shape ${shape} twice`,
      );
    }
    seen.add(param);
  }
}
