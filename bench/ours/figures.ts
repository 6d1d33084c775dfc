import * as torch from "torch";
import type { Tensor } from "torch";
import type { Figures } from "../serve.ts";

/** The mean squared error over all examples and the norm of the weights. */
export function figuresOf(net: (X: Tensor) => Tensor, w: Tensor, X: Tensor, y: Tensor): Figures {
  return torch.noGrad(() => ({
    loss: net(X).sub(y).pow(2).mean().item(),
    norm: torch.norm(w).item(),
  }));
}
