/**
 * PyTorch's CPU generator, written by hand: what the plain loops draw from, and the peers too. It
 * is faster than what the peers bring, and it makes every competitor's result comparable to the
 * last digits.
 */
export class Random {
  readonly #state = new Uint32Array(624);
  #next = 624;

  constructor(seed: number) {
    let word = seed;
    for (let i = 0; i < 624; i++) {
      this.#state[i] = word;
      word = Math.imul(word ^ (word >>> 30), 1812433253) + i + 1 | 0;
    }
  }

  /** 32 random bits. */
  bits(): number {
    if (this.#next === 624) this.#twist();
    let y = this.#state[this.#next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** `n` numbers from [from, to). */
  uniform(n: number, from = 0, to = 1): Float32Array<ArrayBuffer> {
    const out = new Float32Array(n);
    for (let i = 0; i < n; i++) {
      out[i] = (this.bits() & 0xffffff) / 0x1000000 * (to - from) + from;
    }
    return out;
  }

  /** `n` normal numbers, at least 16: PyTorch draws fewer in another way. */
  normal(n: number, std = 1): Float32Array<ArrayBuffer> {
    const out = this.uniform(n);
    for (let i = 0; i + 16 <= n; i += 16) toNormal(out, i, std);
    if (n % 16 !== 0) {
      out.set(this.uniform(16), n - 16);
      toNormal(out, n - 16, std);
    }
    return out;
  }

  /** One normal number: fewer than 16 are drawn in double precision. */
  normalOne(): number {
    const angle = 2 * Math.PI * this.#double();
    return Math.sqrt(-2 * Math.log1p(-this.#double())) * Math.cos(angle);
  }

  /** A pass of PyTorch's DataLoader over `n` examples: the order it takes them in. */
  order(n: number, shuffle: boolean): Uint32Array {
    this.bits(), this.bits(); // the base seed, drawn for every pass and not used
    const order = Uint32Array.from({ length: n }, (_, i) => i);
    if (!shuffle) return order;
    this.bits(); // the high word of the seed, which the generator ignores
    const random = new Random(this.bits());
    for (let i = 0; i < n - 1; i++) {
      const other = i + random.bits() % (n - i);
      [order[i], order[other]] = [order[other], order[i]];
    }
    return order;
  }

  #double(): number {
    const high = this.bits() & 0x1fffff;
    return (high * 0x100000000 + this.bits()) / 2 ** 53;
  }

  #twist(): void {
    // Three stretches rather than indices modulo 624: a third of the time.
    const state = this.#state;
    for (let i = 0; i < 227; i++) {
      state[i] = state[i + 397] ^ mixed(state[i], state[i + 1]);
    }
    for (let i = 227; i < 623; i++) {
      state[i] = state[i - 227] ^ mixed(state[i], state[i + 1]);
    }
    state[623] = state[396] ^ mixed(state[623], state[0]);
    this.#next = 0;
  }
}

/** The highest bit of one word and the rest of the next, times the twister's matrix. */
function mixed(word: number, next: number): number {
  const y = (word & 0x80000000) | (next & 0x7fffffff);
  return (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
}

/** Box and Muller: 16 uniform numbers become 16 normal ones, in place. */
function toNormal(out: Float32Array, start: number, std: number): void {
  for (let j = start; j < start + 8; j++) {
    const radius = Math.sqrt(-2 * Math.log(1 - out[j])) * std;
    const angle = 2 * Math.PI * out[j + 8];
    out[j] = radius * Math.cos(angle);
    out[j + 8] = radius * Math.sin(angle);
  }
}
