export const settings = {
  title: 'Settings',
  appearance: 'Appearance',
  theme: 'Theme',
  themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  language: 'Language',
  autoLanguage: 'As the browser',
  textSize: 'Text size',
  textSizes: { small: 'Small', normal: 'Normal', large: 'Large' },
  wrapCode: 'Wrap long lines of code',

  writing: 'Writing and answers',
  enterSends: 'Enter sends',
  enterSendsHint: (mod: string) =>
    `Shift+Enter breaks the line. When off, Enter breaks it and ${mod} sends.`,
  notify: 'Notify when an answer ends',
  notifyHint: 'Only while this tab is hidden.',
  notifyDenied:
    'This browser blocks notifications from this page. Allow them in its settings first.',
  notifyMissing: 'This browser shows notifications only over https.',

  systemPrompts: 'System prompts',
  systemPromptsHint: 'Instructions that you can choose beside a model, in the composer.',
  addSystemPrompt: 'Add a system prompt',
  systemPromptName: 'Name',
  systemPromptText: 'Instructions',
  systemPromptNameMissing: 'Give it a name.',
  systemPromptTextMissing: 'Write what the model is to do.',
  systemPromptDeleted: (name: string) => `Deleted “${name}”`,
  editSystemPrompt: (name: string) => `Edit “${name}”`,
  deleteSystemPrompt: (name: string) => `Delete “${name}”`,

  conversations: 'Conversations',
  conversationsHint: 'They are kept in this browser alone.',
  exportAll: 'Export all…',
  import: 'Import…',
  exported: 'Exported all conversations.',
  exportFailed: 'The conversations could not be exported.',
  imported: (count: number) =>
    count === 1 ? 'Imported 1 conversation.' : `Imported ${count} conversations.`,
  importFailed: 'This file could not be imported. Choose a JSON file that Spate has exported.',
  importNotJson: 'Nothing was imported: the file is no JSON, or breaks off. Export it once more.',
  importTooLarge: (megabytes: number) =>
    `Nothing was imported: the file is larger than ${megabytes} MB. Split it in two.`,
  importDamaged: (where: string) =>
    `Nothing was imported: the file is damaged at ${where}. Export it once more.`,
  deleteAll: 'Delete all…',
  deleteAllTitle: 'Delete all conversations?',
  deleteAllText: (count: number) =>
    count === 1
      ? 'One conversation is deleted from this browser. You can undo it until you leave this page.'
      : `${count} conversations are deleted from this browser. You can undo it until you leave this page.`,
  deletedAll: (count: number) =>
    count === 1 ? 'Deleted 1 conversation.' : `Deleted ${count} conversations.`,
};
