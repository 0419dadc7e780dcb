import { Hidden } from './Hidden';

/** What is read out whenever it changes. It is there before its first words, or they are not heard. */
export function LiveRegion({ text }: { readonly text: string }) {
  return (
    <div role="status">
      <Hidden>{text}</Hidden>
    </div>
  );
}
