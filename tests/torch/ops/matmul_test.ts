import * as torch from "torch";
import { assertEquals } from "@std/assert";
import { assertClose, numbers } from "../_fixtures.ts";

Deno.test("matmul() of sizes around its block lengths is the sum of products", () => {
  for (
    const [n, k, m] of [
      [1, 1, 1],
      [2, 3, 2],
      [3, 4, 5],
      [5, 7, 3],
      [8, 8, 8],
      [9, 17, 6],
      [33, 65, 5],
      [64, 1, 9],
    ]
  ) {
    torch.manualSeed(n * 100 + k);
    const A = torch.randn([n, k], { requiresGrad: true });
    const B = torch.randn([k, m], { requiresGrad: true });
    const C = torch.randn([n, m]);
    const out = A.matmul(B);
    out.backward(C);
    assertClose(out.toFloat32Array(), product(A, B, n, k, m), {}, `${n} x ${k} x ${m}`);
    assertClose(
      numbers(A.grad),
      product(C, B.detach().t(), n, m, k),
      {},
      `left gradient of ${n} x ${k} x ${m}`,
    );
    assertClose(
      numbers(B.grad),
      product(A.detach().t(), C, k, n, m),
      {},
      `right gradient of ${n} x ${k} x ${m}`,
    );
  }
});

/** The textbook's three loops, in double precision. */
function product(A: torch.Tensor, B: torch.Tensor, n: number, k: number, m: number): number[] {
  const a = A.toFloat32Array(), b = B.toFloat32Array();
  return Array.from({ length: n * m }, (_, at) => {
    let sum = 0;
    for (let i = 0; i < k; i++) {
      sum += a[Math.floor(at / m) * k + i] * b[i * m + at % m];
    }
    return sum;
  });
}

Deno.test("matmul() of a matrix with itself adds both gradients", () => {
  const A = torch.tensor([[1, 2], [3, 4]], { requiresGrad: true });
  A.matmul(A).sum().backward();
  assertEquals(numbers(A.grad), [7, 11, 9, 13]);
});
