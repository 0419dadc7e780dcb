import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Says ` word7` ten times a second until there is a file of the question's name; in it is its exit code. */
const PROGRAM = `
read -r prompt
name=\${prompt##*'"content":"'}
name=\${name%%[!A-Za-z]*}
at=0 between=
until [ -e "$name" ]; do
  while [ -e "$name.hush" ]; do sleep 0.1; done
  printf '{"text":"%sword%d"}\\n' "$between" $at
  at=$((at + 1)) between=' '
  sleep 0.1
done
exit "$(cat "$name")"
`;

/** The model `teller`, a command, whose answers last until a test has seen enough of them. */
export interface Teller {
  /** What a gateway that has it is started with. */
  readonly settings: Readonly<Record<string, string | readonly string[]>>;
  /** Ends the answer to the question that begins with this word; by another code than 0, it fails. */
  end(question: string, code?: number): Promise<void>;
  /** Has it fall silent in the middle. */
  hush(question: string): Promise<void>;
  speak(question: string): Promise<void>;
  /** Has all questions be new again. */
  forget(): Promise<void>;
  remove(): Promise<void>;
}

export async function teller(): Promise<Teller> {
  const folder = await mkdtemp(join(tmpdir(), 'spate-'));
  const hush = (question: string) => join(folder, `${question}.hush`);
  return {
    settings: {
      'generators.teller.type': 'process',
      'generators.teller.command': ['sh', '-c', PROGRAM],
      'generators.teller.output': 'ndjson',
      'generators.teller.folder': folder,
      'default-model': 'teller',
    },
    async end(question, code = 0) {
      const unseen = join(folder, `.${question}`);
      await writeFile(unseen, `${code}`);
      await rename(unseen, join(folder, question));
    },
    hush: (question) => writeFile(hush(question), ''),
    speak: (question) => rm(hush(question)),
    async forget() {
      for (const file of await readdir(folder)) await rm(join(folder, file));
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
