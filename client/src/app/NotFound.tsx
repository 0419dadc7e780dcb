import { useWords } from '../i18n/useWords';
import { Button } from '../ui/Button';
import { Notice } from './Notice';
import { go } from './router';

/** There is no page at this address, or no such conversation. */
export function NotFound({ path }: { readonly path?: string }) {
  const { app } = useWords();
  return (
    <Notice
      title={app.notFound.title}
      text={path === undefined ? app.notFound.conversation : app.notFound.path(path)}
    >
      <Button icon="plus" onClick={() => go({ kind: 'new' })}>
        {app.notFound.home}
      </Button>
    </Notice>
  );
}
