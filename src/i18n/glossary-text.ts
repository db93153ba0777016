import { GLOSSARY, TOPICS, TOPIC_TITLE } from './glossary.ts';
import type { Term } from './glossary-term.ts';
import type { Cite } from '../trace/cite.ts';

/** docs/glossary.md: a test keeps the file equal to this. */
export function glossaryMarkdown(): string {
  const head = [
    '# Glossary · 용어집',
    '',
    'Written from `src/i18n/glossary*.ts`; `npx vitest run tests/i18n/glossary.test.ts -u` writes it again.',
    'Korean texts keep the words of the field as they are, unless the second column says otherwise.',
    '',
    '한국어 문장에서도 이 분야의 낱말은 원래 철자로 쓴다. 둘째 칸에 다른 말이 있을 때만 그 말을 쓴다.',
  ];
  const parts = TOPICS.map((topic) => {
    const { ko, en } = TOPIC_TITLE[topic];
    const rows = GLOSSARY[topic].map(rowOf);
    const title = ko === en ? `## ${en}` : `## ${en} · ${ko}`;
    return ['', title, '', '| term | 한국어 | meaning | 뜻 | source |', '|---|---|---|---|---|', ...rows];
  });
  return `${[...head, ...parts.flat()].join('\n')}\n`;
}

function rowOf(term: Term): string {
  const cells = [
    `**${term.term}**`,
    term.ko === term.term ? '=' : term.ko,
    term.meaning.en,
    term.meaning.ko,
    citeText(term.source),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** 'Cilium bpf/lib/eps.h', 'Linux net/ipv4/arp.c: arp_process', 'RFC 826', 'measured: …'. */
export function citeText(cite: Cite): string {
  const symbol = cite.symbol === undefined ? '' : `: ${cite.symbol}`;
  switch (cite.source) {
    case 'cilium':
      return `Cilium ${cite.ref}${symbol}`;
    case 'linux':
      return `Linux ${cite.ref}${symbol}`;
    case 'rfc':
      return cite.ref;
    case 'lab':
      return cite.ref;
    case 'measured':
      return `measured: ${cite.ref}`;
  }
}
