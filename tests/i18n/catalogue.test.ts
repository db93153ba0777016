import { describe, expect, it } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { ko } from '../../src/i18n/ko.ts';
import { langOf, LANGS } from '../../src/i18n/lang.ts';
import { messagesFor } from '../../src/i18n/messages.ts';
import { cliPlaceName, hopTitle, narrateDrop } from '../../src/i18n/narrate.ts';
import { titleWidth, TITLE_WIDTH } from '../../src/i18n/story.ts';
import type { DeviceId, NetnsName } from '../../src/lab/names.ts';
import type { HopId } from '../../src/trace/hop.ts';
import type { CiliumDropText, KernelDropText } from '../../src/trace/verdict.ts';

/** Every key of a catalogue with what it holds: a function and its number of parameters, or text. */
function shapeOf(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'function') return [`${path}(${value.length})`];
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, inner]) => shapeOf(inner, `${path}.${key}`));
}

/** Messages may ignore a parameter, so only the keys must agree. */
const keysOf = (value: unknown): readonly string[] => shapeOf(value).map((line) => line.replace(/\(\d\)$/, '()'));

describe('the catalogues', () => {
  it('have the same keys in every language', () => {
    expect(keysOf(ko)).toEqual(keysOf(en));
    for (const lang of LANGS) expect(keysOf(messagesFor(lang))).toEqual(keysOf(en));
  });

  it('hold no address: values come from events', () => {
    const text = [en, ko].flatMap((catalogue) => texts(catalogue));
    expect(text.filter((line) => /\d{1,3}(\.\d{1,3}){3}/.test(line))).toEqual([]);
  });
});

function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

describe('names in a few words', () => {
  it('fit into a title for every hop', () => {
    for (const lang of LANGS) {
      const wide = (Object.keys(en.hops) as HopId[]).filter((hop) => titleWidth(hopTitle(hop, lang)) > TITLE_WIDTH);
      expect(wide).toEqual([]);
    }
  });

  it('say every reason in a sentence that ends', () => {
    for (const lang of LANGS) {
      for (const text of Object.keys(en.drops.cilium) as CiliumDropText[]) {
        expect(narrateDrop({ by: 'cilium', code: 133, text, ext: null }, lang)).toMatch(/^Cilium 133 .*\. .*\.$/);
      }
      for (const text of Object.keys(en.drops.kernel) as KernelDropText[]) {
        expect(narrateDrop({ by: 'kernel', text }, lang)).toMatch(/\. .*\.$/);
      }
    }
  });

  it('say what bpf_fib_lookup answered in its own words', () => {
    const reason = { by: 'cilium', code: 169, text: 'FIB lookup failed', ext: 2 } as const;
    expect(narrateDrop(reason, 'en')).toBe("Cilium 169 FIB lookup failed. bpf_fib_lookup answered 'unreachable'.");
    expect(narrateDrop(reason, 'ko')).toBe("Cilium 169 FIB lookup failed. bpf_fib_lookup의 답은 'unreachable'이다.");
  });

  it('name places in running text', () => {
    const node = 'k8s-ctr' as NetnsName;
    expect(cliPlaceName(node, 'k8s-ctr:eth1' as DeviceId, 'en')).toBe('eth1 of k8s-ctr');
    expect(cliPlaceName(node, 'k8s-ctr:eth1' as DeviceId, 'ko')).toBe('k8s-ctr의 eth1');
    expect(cliPlaceName('nat@router' as NetnsName, null, 'en')).toBe('the NAT behind router');
    expect(cliPlaceName('kube-system/coredns-a' as NetnsName, null, 'ko')).toBe('kube-system/coredns-a');
  });

  it('know a language by the tag of a browser or a shell', () => {
    expect(['ko-KR', 'ko', 'en_US.UTF-8', 'fr', '', 'C'].map(langOf)).toEqual(['ko', 'ko', 'en', null, null, null]);
  });
});
