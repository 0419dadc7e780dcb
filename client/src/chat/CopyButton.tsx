import { useEffect, useState } from 'react';
import { useWords } from '../i18n/useWords';
import { copyText } from '../ui/copyText';
import { IconButton } from '../ui/IconButton';
import { say } from '../ui/toasts';

interface Props {
  readonly label: string;
  readonly text: () => string;
}

const SHOWN_MILLIS = 1_500;

/** Copies a text, and says for a moment that it has. */
export function CopyButton({ label, text }: Props) {
  const { reply } = useWords().chat;
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    if (await copyText(text())) setCopied(true);
    else say({ text: reply.notCopied, tone: 'fail' });
  };
  return (
    <IconButton
      icon={copied ? 'check' : 'copy'}
      label={copied ? reply.copied : label}
      onClick={() => void copy()}
    />
  );
}
