/** Why a file can't be read, and where in it: `conversations[3].messages[0].text`. */
export class BadFile extends Error {
  readonly problem: FileProblem;

  constructor(problem: FileProblem) {
    super(problem.kind === 'malformed' ? `${problem.where}: ${problem.wanted}` : problem.kind);
    this.name = 'BadFile';
    this.problem = problem;
  }
}

export type FileProblem =
  | { readonly kind: 'tooLarge'; readonly mostBytes: number }
  | { readonly kind: 'notJson' }
  /** No file of ours, or one that newer code wrote. */
  | { readonly kind: 'notOurs' }
  | { readonly kind: 'malformed'; readonly where: string; readonly wanted: string };

/** Reads one piece of a file, found at this place in it; throws a `BadFile`. */
export type Decoder<T> = (value: unknown, where: string) => T;

export const text: Decoder<string> = (value, where) => {
  if (typeof value !== 'string') throw wanted('a text', where);
  return value;
};

export const id: Decoder<string> = (value, where) => {
  if (typeof value !== 'string' || value === '') throw wanted('a text that is not empty', where);
  return value;
};

export const flag: Decoder<boolean> = (value, where) => {
  if (typeof value !== 'boolean') throw wanted('true or false', where);
  return value;
};

export const finite: Decoder<number> = (value, where) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wanted('a number', where);
  return value;
};

/** In milliseconds since 1970, as far as a Date goes. */
export const time: Decoder<number> = (value, where) => {
  const number = finite(value, where);
  if (Number.isNaN(new Date(number).getTime())) throw wanted('a time', where);
  return number;
};

export const count: Decoder<number> = (value, where) => {
  if (!Number.isSafeInteger(value)) throw wanted('a whole number', where);
  const number = finite(value, where);
  if (number < 0) throw wanted('no negative number', where);
  return number;
};

export const json: Decoder<Readonly<Record<string, unknown>>> = (value, where) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wanted('an object', where);
  }
  return { ...value };
};

export const parameter: Decoder<number | string | boolean> = (value, where) => {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return finite(value, where);
};

export function list<T>(item: Decoder<T>): Decoder<readonly T[]> {
  return (value, where) => {
    if (!Array.isArray(value)) throw wanted('a list', where);
    return value.map((each, index) => item(each, `${where}[${index}]`));
  };
}

/** An object whose members all are of this kind. */
export function members<T>(member: Decoder<T>): Decoder<Readonly<Record<string, T>>> {
  return (value, where) =>
    Object.fromEntries(
      Object.entries(json(value, where)).map(([name, each]) => [
        name,
        member(each, `${where}.${name}`),
      ]),
    );
}

export function orNull<T>(decoder: Decoder<T>): Decoder<T | null> {
  return (value, where) => (value === null ? null : decoder(value, where));
}

/** An object's members, by their name; those that nobody asks for are left alone. */
export class Fields {
  readonly #object: Readonly<Record<string, unknown>>;
  readonly #where: string;

  constructor(value: unknown, where: string) {
    this.#object = json(value, where);
    this.#where = where;
  }

  get<T>(name: string, decoder: Decoder<T>): T {
    return decoder(this.#object[name], this.at(name));
  }

  /** This member alone, to be spread; nothing if the object lacks it. */
  some<Name extends string, T>(name: Name, decoder: Decoder<T>): { readonly [N in Name]?: T } {
    if (this.#object[name] === undefined) return {};
    const found: { [N in string]: T } = { [name]: this.get(name, decoder) };
    return found as { readonly [N in Name]?: T };
  }

  at(name: string): string {
    return this.#where === '' ? name : `${this.#where}.${name}`;
  }
}

export function wanted(what: string, where: string): BadFile {
  return new BadFile({ kind: 'malformed', where, wanted: `wanted ${what}` });
}
