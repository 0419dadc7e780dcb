import type { app as english } from '../en/app';

export const app: typeof english = {
  product: 'Spate',
  close: '关闭',
  dismiss: '收起提示',
  cancel: '取消',
  save: '保存',
  delete: '删除',
  undo: '撤销',
  reload: '重新加载',

  notLoaded: '页面有一部分未能加载。',
  broken: {
    title: '页面出错了',
    text: '对话仍保存在此浏览器中，回答也会在网关继续生成。重新加载即可继续。',
  },
  notFound: {
    title: '这里什么也没有',
    path: (path) => `${path} 没有对应的页面。`,
    conversation: '此浏览器中没有这段对话。它可能已被删除，或是在别的浏览器中创建的。',
    home: '新对话',
  },

  list: {
    label: '对话',
    show: '显示对话列表',
    hide: '隐藏对话列表',
    new: '新对话',
    search: '搜索',
    settings: '设置',
    shortcuts: '键盘快捷键',
    live: '实时消息',
    loading: '正在读取对话…',
    empty: '对话会列在这里，只保存在此浏览器中。',
    today: '今天',
    yesterday: '昨天',
    week: '过去 7 天',
    month: '过去 30 天',
    untitled: '无标题',
    marks: {
      idle: '',
      live: '正在回答',
      finished: '有新回答',
      failed: '回答失败',
    },
    actions: (title) => `“${title}”的操作`,
    rename: '重命名',
    title: '标题',
    export: '导出为 Markdown',
    deleted: (title) => `已删除“${title}”`,
    exportFailed: '对话导出失败。',
  },

  standing: {
    offline: '网络已断开，回答仍在网关继续生成。',
    memory: '浏览器禁用了存储，内容不会保存。需要保留的请先导出。',
    full: '浏览器存储空间已满，新消息可能无法保存。',
    export: '导出…',
    makeRoom: '清理空间…',
  },

  panel: {
    label: '流检查器',
    larger: '放大面板',
    smaller: '缩小面板',
  },

  search: {
    title: '搜索对话',
    placeholder: '搜索对话，或输入命令',
    results: '搜索结果',
    recent: '最近',
    commands: '命令',
    found: '对话',
    nothing: (text) => `没有找到“${text}”`,
    failed: '搜索失败，请重试。',
    count: (count) => `${count} 条结果`,
    lightTheme: '切换到浅色主题',
    darkTheme: '切换到深色主题',
  },

  shortcuts: {
    title: '键盘快捷键',
    groups: {
      everywhere: '全局',
      composer: '输入框',
      list: '对话列表',
    },
    names: {
      search: '搜索与命令',
      newConversation: '新对话',
      copyAnswer: '复制最后一条回答',
      copyCode: '复制最后一段代码',
      cancel: '停止回答',
      toggleList: '显示或隐藏对话列表',
      inspect: '显示或隐藏检查器',
      help: '快捷键一览',
      send: '发送',
      newLine: '换行',
      alwaysSend: '直接发送',
      editLast: '编辑上一个问题（输入框为空时）',
      rename: '重命名',
      delete: '删除',
      move: '在对话间移动',
    },
  },

  live: {
    title: '服务器实时消息',
    messages: '消息',
    home: '聊天',
    opening: '正在连接…',
    lost: '连接已断开，正在重连…',
    closed: '网关已关闭连接。请重新加载页面再试。',
  },

  tabTitle: {
    stream: (id) => `流 ${id}`,
    live: (title) => `● ${title}`,
    failed: (title) => `! ${title}`,
  },
};
