import { describe, expect, it } from 'vitest';
import { isFromHost, isOpaque, isTrusted, replyTo } from './origins.ts';

const parent = {};

describe('who is heard', () => {
  it('the page around the frame, whatever its origin, when none is named', () => {
    expect(isFromHost({ source: parent, origin: 'https://blog.example' }, parent, null)).toBe(true);
    expect(isFromHost({ source: parent, origin: 'null' }, parent, null)).toBe(true);
  });

  it('nobody else, even from the same origin', () => {
    expect(isFromHost({ source: {}, origin: 'https://blog.example' }, parent, null)).toBe(false);
    expect(isFromHost({ source: null, origin: 'https://blog.example' }, null, null)).toBe(false);
  });

  it.each([
    'https://blog.example.evil.test',
    'https://blog.example:8443',
    'http://blog.example',
    'https://BLOG.example',
    'null',
    '',
  ])('a named host is that one to the letter, not %s', (origin) => {
    expect(isFromHost({ source: parent, origin }, parent, 'https://blog.example')).toBe(false);
    expect(isFromHost({ source: parent, origin: 'https://blog.example' }, parent, 'https://blog.example')).toBe(true);
  });
});

describe('who is told what', () => {
  it('a named host by its name; one without a name as whoever it is, and without addresses', () => {
    expect(replyTo('https://blog.example')).toBe('https://blog.example');
    expect(replyTo('null')).toBe('*');
    expect(isOpaque('null')).toBe(true);
    expect(isOpaque('https://blog.example')).toBe(false);
  });
});

describe('who need not ask the reader', () => {
  const own = 'https://hopscope.example';
  it.each([own, 'http://localhost:3000', 'http://127.0.0.1:8080', 'http://[::1]:1313'])('%s', (origin) => {
    expect(isTrusted(origin, own)).toBe(true);
  });
  it.each([
    'https://blog.example',
    'http://localhost.evil.test',
    'http://127.0.0.1.evil.test',
    'https://hopscope.example.evil.test',
    'null',
    '',
  ])('but not %s', (origin) => {
    expect(isTrusted(origin, own)).toBe(false);
  });
  it('two sandboxed pages are not each other', () => {
    expect(isTrusted('null', 'null')).toBe(false);
  });
});
