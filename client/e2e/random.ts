/** Whole numbers below a limit, by a seed that is printed, or that `SPATE_SEED` gives. */
export function seeded(): (limit: number) => number {
  const seed = Number(process.env.SPATE_SEED ?? Date.now() % 2 ** 31);
  process.stdout.write(`SPATE_SEED=${seed}\n`);
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % limit;
  };
}
