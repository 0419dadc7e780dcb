import type { markdown as english } from '../en/markdown';

/** The same in Chinese. */
export const markdown: typeof english = {
  code: '代码',
  codeIn: (language) => `${language} 代码`,
  wrapLines: '换行',
  copy: '复制',
  copied: '已复制',
  copyFailed: '复制失败',
  copyCode: '复制代码',
  table: '表格',
  copyAsMarkdown: '复制为 Markdown',
  copyAsCsv: '复制为 CSV',
  done: '已完成',
  toDo: '待办',
  image: '图片',
  opensInNewTab: '在新标签页中打开',
  footnote: (label) => `脚注 ${label}`,
  backToText: '返回正文',
};
