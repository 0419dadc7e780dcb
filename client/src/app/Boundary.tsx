import { Component, type ReactNode } from 'react';
import { spoken } from '../i18n/language';
import { Button } from '../ui/Button';
import { Notice } from './Notice';

interface Props {
  readonly children: ReactNode;
}

/** What is shown of a page that could not be drawn. */
export class Boundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const { app } = spoken.getState().words;
    return (
      <Notice title={app.broken.title} text={app.broken.text}>
        <Button tone="primary" onClick={() => location.reload()}>
          {app.reload}
        </Button>
      </Notice>
    );
  }
}
