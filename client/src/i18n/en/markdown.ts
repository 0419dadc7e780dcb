/** The texts of what an answer is made of. */
export const markdown = {
  code: 'Code',
  codeIn: (language: string) => `Code, ${language}`,
  wrapLines: 'Wrap',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Could not copy',
  copyCode: 'Copy code',
  table: 'Table',
  copyAsMarkdown: 'Copy as Markdown',
  copyAsCsv: 'Copy as CSV',
  done: 'Done',
  toDo: 'To do',
  image: 'image',
  opensInNewTab: 'opens in a new tab',
  footnote: (label: string) => `Footnote ${label}`,
  backToText: 'Back to the text',
};
