export const app = {
  product: 'Spate',
  close: 'Close',
  dismiss: 'Dismiss',
  cancel: 'Cancel',
  save: 'Save',
  delete: 'Delete',
  undo: 'Undo',
  reload: 'Reload',

  notLoaded: 'A part of this page could not be loaded.',
  broken: {
    title: 'Something went wrong on this page',
    text: 'Your conversations are safe in this browser, and answers go on at the gateway. Reload to carry on.',
  },
  notFound: {
    title: 'There is nothing here',
    path: (path: string) => `No page is at ${path}.`,
    conversation:
      'This conversation is not in this browser. It may have been deleted, or begun in another one.',
    home: 'New conversation',
  },

  list: {
    label: 'Conversations',
    show: 'Show conversations',
    hide: 'Hide conversations',
    new: 'New conversation',
    search: 'Search',
    settings: 'Settings',
    shortcuts: 'Keyboard shortcuts',
    live: 'Live updates',
    loading: 'Reading your conversations…',
    empty: 'Your conversations will be listed here. They stay in this browser.',
    today: 'Today',
    yesterday: 'Yesterday',
    week: 'Previous 7 days',
    month: 'Previous 30 days',
    untitled: 'Untitled',
    marks: {
      idle: '',
      live: 'is being answered',
      finished: 'has a new answer',
      failed: 'failed',
    },
    actions: (title: string) => `Actions for “${title}”`,
    rename: 'Rename',
    title: 'Title',
    export: 'Export as Markdown',
    deleted: (title: string) => `Deleted “${title}”`,
    exportFailed: 'The conversation could not be exported.',
  },

  standing: {
    offline: 'You are offline. Answers go on at the gateway.',
    memory: 'Nothing is kept: this browser forbids storage. Export what you want to keep.',
    full: 'This browser’s storage is full. New messages may not be kept.',
    export: 'Export…',
    makeRoom: 'Make room…',
  },

  panel: {
    label: 'Stream inspector',
    larger: 'Make the panel larger',
    smaller: 'Make the panel smaller',
  },

  search: {
    title: 'Search conversations',
    placeholder: 'Search conversations, or type a command',
    results: 'Results',
    recent: 'Recent',
    commands: 'Commands',
    found: 'Conversations',
    nothing: (text: string) => `Nothing found for “${text}”`,
    failed: 'The search failed. Try again.',
    count: (count: number) => (count === 1 ? '1 result' : `${count} results`),
    lightTheme: 'Use the light theme',
    darkTheme: 'Use the dark theme',
  },

  settings: {
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
  },

  shortcuts: {
    title: 'Keyboard shortcuts',
    groups: {
      everywhere: 'Everywhere',
      composer: 'In the composer',
      list: 'In the list',
    },
    names: {
      search: 'Search and commands',
      newConversation: 'New conversation',
      copyAnswer: 'Copy the last answer',
      copyCode: 'Copy the last code block',
      cancel: 'Stop the answer',
      toggleList: 'Show or hide the conversations',
      inspect: 'Show or hide the inspector',
      help: 'This list',
      send: 'Send',
      newLine: 'New line',
      alwaysSend: 'Send, whatever Enter does',
      editLast: 'Edit the last question, when empty',
      rename: 'Rename',
      delete: 'Delete',
      move: 'Move between conversations',
    },
  },

  live: {
    title: 'Live updates from server',
    messages: 'Messages',
    home: 'Chat',
    opening: 'Connecting…',
    lost: 'Connection lost. Reconnecting…',
    closed: 'The gateway has closed the connection. Reload the page to try again.',
  },

  tabTitle: {
    stream: (id: string) => `Stream ${id}`,
    live: (title: string) => `● ${title}`,
    failed: (title: string) => `! ${title}`,
  },
};
