/**
 * The stories of tests/fixtures/torch/autograd.py, told again: each does something with the leaf x,
 * and ends in a gradient or is refused.
 *
 * @module
 */

import * as torch from "torch";
import { assertEquals, assertStrictEquals } from "@std/assert";
import { numbers } from "./_fixtures.ts";

/** By the names they have in Python. */
export const STORIES: Record<string, (x: torch.Tensor) => void> = {
  used_twice: (x) => x.mul(x).add(x).sum().backward(),
  diamond(x) {
    const a = x.exp();
    a.log().mul(a).add(a).sum().backward();
  },
  two_passes_accumulate(x) {
    x.mul(2).sum().backward();
    x.mul(x).sum().backward();
  },
  second_pass_over_mul(x) {
    const loss = x.mul(x).sum();
    loss.backward();
    loss.backward();
  },
  second_pass_over_sum(x) {
    const loss = x.add(1).sum();
    loss.backward();
    loss.backward();
  },
  two_losses_of_one_saved_value(x) {
    const y = x.exp();
    y.sum().backward();
    y.mean().backward();
  },
  two_losses_of_one_sum(x) {
    const y = x.add(x);
    y.sum().backward();
    y.mul(3).sum().backward();
  },
  add_to_leaf: (x) => void x.add_(1),
  add_to_leaf_without_grad(x) {
    torch.noGrad(() => x.add_(1));
    x.mul(x).sum().backward();
  },
  add_to_view_of_leaf: (x) => void x.reshape([3, 1]).add_(1),
  add_to_detached_leaf(x) {
    x.detach().add_(1);
    x.mul(x).sum().backward();
  },
  add_to_data_of_leaf(x) {
    x.data.add_(1);
    x.mul(x).sum().backward();
  },
  change_leaf_through_detach_after_saving(x) {
    const loss = x.mul(x).sum();
    x.detach().add_(1);
    loss.backward();
  },
  change_leaf_without_grad_after_saving(x) {
    const loss = x.mul(x).sum();
    torch.noGrad(() => x.add_(1));
    loss.backward();
  },
  change_leaf_that_was_not_saved(x) {
    const loss = x.add(1).sum();
    torch.noGrad(() => x.add_(1));
    loss.backward();
  },
  change_saved_non_leaf(x) {
    const y = x.mul(2);
    const z = y.mul(y);
    y.add_(1);
    z.sum().backward();
  },
  change_non_leaf_before_use(x) {
    const y = x.mul(2);
    y.add_(1);
    y.mul(y).sum().backward();
  },
  change_non_leaf_twice(x) {
    const y = x.mul(2);
    y.mul_(y.detach().clone());
    y.sub_(x);
    y.mul(x).sum().backward();
  },
  change_exp_result(x) {
    const y = x.exp();
    y.add_(1);
    y.sum().backward();
  },
  change_input_of_exp(x) {
    const a = x.mul(1);
    const y = a.exp();
    a.add_(1);
    y.sum().backward();
  },
  add_non_leaf_to_itself(x) {
    const y = x.mul(2);
    y.add_(y);
    y.sum().backward();
  },
  multiply_non_leaf_by_itself(x) {
    const y = x.mul(2);
    y.mul_(y);
    y.sum().backward();
  },
  zero_then_add_parameter(x) {
    const y = torch.zeros([3]);
    y.add_(x);
    y.mul_(x);
    y.sum().backward();
  },
  copy_into_leaf_that_needs_no_grad(x) {
    const y = torch.zeros([3]);
    y.copy_(x);
    y.mul(y).sum().backward();
  },
  view_sees_change_of_base(x) {
    const base = x.mul(2);
    const view = base.reshape([3, 1]);
    base.mul_(3);
    view.mul(view).sum().backward();
  },
  base_sees_change_of_view(x) {
    const base = x.mul(2);
    const view = base.reshape([3, 1]);
    view.mul_(3);
    base.mul(base).sum().backward();
  },
  part_detached: (x) => x.mul(x.detach()).sum().backward(),
  part_without_grad: (x) => x.mul(torch.noGrad(() => x.mul(x))).sum().backward(),
  everything_detached: (x) => x.mul(x).detach().sum().backward(),
  everything_without_grad: (x) => torch.noGrad(() => x.mul(x).sum()).backward(),
  grad_of_non_scalar: (x) => x.mul(x).backward(),
  given_grad: (x) => x.mul(x).backward(torch.tensor([1, -1, 10])),
  given_grad_of_wrong_shape: (x) => x.mul(x).backward(torch.ones([3, 1])),
  one_element_is_enough: (x) => x.mul(x).sum().reshape([1, 1]).backward(),
  backward_on_leaf(x) {
    x.backward(torch.tensor([1, 2, 3]));
    x.backward(torch.tensor([1, 1, 1]));
  },
  grad_taken_away(x) {
    x.mul(x).sum().backward();
    x.grad = null;
    x.mul(3).sum().backward();
  },
  grad_zeroed(x) {
    x.mul(x).sum().backward();
    x.grad!.zero_();
    x.mul(3).sum().backward();
  },
  sign_stops_the_gradient: (x) => x.sign().sum().backward(),
  requires_grad_switched_off(x) {
    x.requiresGrad = false;
    x.mul(x).sum().backward();
  },
  requires_grad_switched_off_after_use(x) {
    const loss = x.mul(x).sum();
    x.requiresGrad = false;
    loss.backward();
  },
  requires_grad_switched_on_after_use(x) {
    const c = torch.tensor([1, 2, 3]);
    const loss = x.mul(c).sum();
    c.requiresGrad = true;
    loss.backward();
    assertStrictEquals(c.grad, null);
  },
  result_of_no_grad_is_a_leaf(x) {
    const y = torch.noGrad(() => x.mul(2));
    y.requiresGrad = true;
    y.mul(x).sum().backward();
    assertEquals(numbers(y.grad), [1, 2, 3]);
  },
  loss_of_two_parts_backward_one_by_one(x) {
    const shared = x.add(1);
    shared.mul(2).sum().backward();
    shared.mul(3).sum().backward();
  },
  running_total_of_losses(x) {
    let total = torch.zeros([]);
    for (let k = 0; k < 3; k++) total = total.add(x.mul(k).sum());
    total.backward();
  },
  running_total_in_place(x) {
    const total = torch.zeros([]);
    for (let k = 0; k < 3; k++) total.add_(x.mul(x).mul(k).sum());
    total.backward();
  },
  grad_as_a_number_in_the_next_loss(x) {
    x.mul(x).sum().backward();
    x.grad!.mul(x).sum().backward();
  },
  requires_grad_off_on_non_leaf(x) {
    x.mul(2).requiresGrad = false;
  },
  requires_grad_on_of_non_leaf(x) {
    x.mul(2).requiresGrad = true;
  },
  requires_grad_of_detached(x) {
    const y = x.mul(2).detach();
    y.requiresGrad = true;
    x.mul(y).sum().backward();
  },
  normal_on_leaf: (x) => void x.normal_(0, 1),
  fill_on_leaf: (x) => void x.fill_(0),
  normal_on_non_leaf(x) {
    const y = x.mul(2);
    y.normal_(0, 1);
    y.mul(x).sum().backward();
    x.grad = null;
  },
};
