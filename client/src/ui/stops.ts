const SERIES = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];
const MOST_DECADES = 2;
const SAME = 1e-9;

/**
 * The round values at which a slider stops whose range is too long to be slid evenly, from `min` to
 * `max`: 0 1 2 3 4 5 6 8 10 12 15 20 … Undefined where it is not: of two decades, or with negatives.
 */
export function stopsOf(min: number, max: number, step: number): readonly number[] | undefined {
  const least = Math.max(min, step);
  if (min < 0 || max / least <= 10 ** MOST_DECADES) return undefined;
  const stops = [min];
  const first = Math.floor(Math.log10(least));
  for (let decade = first; 10 ** decade < max; decade++) {
    for (const each of SERIES) {
      const value = each * 10 ** decade;
      if (value > min && value < max && isMultiple(value, step)) stops.push(tidy(value));
    }
  }
  return [...stops, max];
}

/** Which of the stops is nearest to a value, as they lie on the slider. */
export function stopAt(stops: readonly number[], value: number): number {
  const next = stops.findIndex((stop) => stop >= value);
  if (next < 0) return stops.length - 1;
  if (next === 0) return 0;
  const [below = 0, above = 0] = stops.slice(next - 1, next + 1);
  return value - below < above - value ? next - 1 : next;
}

function isMultiple(value: number, step: number): boolean {
  return Math.abs(value / step - Math.round(value / step)) < SAME;
}

/** Without what floating-point arithmetic has added. */
function tidy(value: number): number {
  return Number(value.toPrecision(2));
}
