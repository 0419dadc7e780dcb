const TURNS = 'spate.turns';
const DRAFT = 'spate.draft';

const MOST_TURNS = 50;
const LONGEST_PROMPT_CHARS = 16_384;

/** A turn as it outlives a reload. The gateway tells a prompt that was too long to keep. */
export interface KeptTurn {
  readonly stream: string;
  readonly prompt?: string;
}

/** What this tab keeps across reloads. Storage may be forbidden or full: then less is kept. */
export class Session {
  readonly #storage: () => Storage;

  constructor(storage: () => Storage) {
    this.#storage = storage;
  }

  turns(): readonly KeptTurn[] {
    try {
      const kept: unknown = JSON.parse(this.#read(TURNS) || '[]');
      return Array.isArray(kept) ? kept.flatMap(keptTurn) : [];
    } catch {
      return [];
    }
  }

  keepTurns(turns: readonly KeptTurn[]): void {
    this.#write(TURNS, JSON.stringify(turns.slice(-MOST_TURNS).flatMap(keptTurn)));
  }

  draft(): string {
    return this.#read(DRAFT);
  }

  keepDraft(draft: string): void {
    this.#write(DRAFT, draft);
  }

  #read(key: string): string {
    try {
      return this.#storage().getItem(key) ?? '';
    } catch {
      return '';
    }
  }

  #write(key: string, value: string): void {
    try {
      this.#storage().setItem(key, value);
    } catch {
      // Then it is as it was before.
    }
  }
}

function keptTurn(turn: unknown): KeptTurn[] {
  const { stream, prompt } = Object(turn);
  if (typeof stream !== 'string') return [];
  const short = typeof prompt === 'string' && prompt.length <= LONGEST_PROMPT_CHARS;
  return [short ? { stream, prompt } : { stream }];
}
