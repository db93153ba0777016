import { describe, expect, test } from 'vitest';
import { pictureCaption } from './picture-caption.ts';
import { textWidth } from './text-width.ts';

const SAID = {
  title: 'router: leaks by its default route, which is a long title for a narrow picture',
  sentence: '라우터는 파드 대역으로 가는 경로를 모르므로 기본 경로를 고르고, 패킷은 랩을 떠난다. '.repeat(3),
  run: 'network-troubleshooting-client-0 → payments-gateway · traceroute · Native',
  name: 'Hopscope',
  lost: true,
};

describe.each([320, 400, 768, 960])('%i wide', (width) => {
  const caption = pictureCaption(SAID, width, 500);
  const labels = [...caption.title, ...caption.sentence, caption.run];

  test('every line ends within the picture, and the box holds all of them', () => {
    for (const { at, text, size, font } of labels) {
      expect(at.x + textWidth(text, size, font)).toBeLessThanOrEqual(width);
      expect(at.y).toBeGreaterThan(caption.box.y);
      expect(at.y).toBeLessThan(caption.box.y + caption.box.h);
    }
  });

  test('which run it is stands beside the name, not under it', () => {
    const end = caption.run.at.x + textWidth(caption.run.text, 12);
    expect(end).toBeLessThan(caption.name.at.x - textWidth(caption.name.text, 12, 'bold'));
  });
});

test('what says least is left out first', () => {
  const run = (width: number): string =>
    pictureCaption({ ...SAID, run: 'curl-pod → webpod · traceroute · Native' }, width, 0).run.text;
  expect(run(768)).toBe('curl-pod → webpod · traceroute · Native');
  expect(run(340)).toBe('curl-pod → webpod · traceroute');
});
