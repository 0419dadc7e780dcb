import { useFormats } from '../i18n/useFormats';
import { useInspectorWords } from '../i18n/useInspectorWords';
import { Menu, type MenuItem } from '../ui/Menu';
import { copy } from './copy';
import { followCommand, startCommand } from './curl';
import type { Line } from './Line';
import { ndjson } from './ndjson';

interface Props {
  readonly stream: string | undefined;
  /** The body that started it, if this browser did. */
  readonly body: object | undefined;
  readonly position: number;
  readonly lines: readonly Line[];
}

/** What can be taken elsewhere: commands for a shell, and the frames themselves. */
export function CopyMenu({ stream, body, position, lines }: Props) {
  const words = useInspectorWords();
  const { number } = useFormats();
  const item = (label: string, text: () => string, disabled = false): MenuItem => ({
    label,
    disabled,
    onSelect: () => void copy(text(), words),
  });

  return (
    <Menu
      icon="copy"
      label={words.copy}
      items={[
        ...(body ? [item(words.copyStart, () => startCommand(location.origin, body))] : []),
        item(
          words.copyFollow(number(position)),
          () => followCommand(location.origin, stream ?? '', position),
          stream === undefined,
        ),
        item(words.copyFrames, () => ndjson(lines), !lines.some(({ kind }) => kind === 'frame')),
      ]}
    />
  );
}
