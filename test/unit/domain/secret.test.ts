import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/values.js';

describe('a secret', () => {
  const secret = new Secret('hunter2');

  it('a secret is shown to code that calls reveal', () => {
    expect(secret.reveal()).toBe('hunter2');
  });

  it.each([
    ['JSON', () => JSON.stringify({ secret })],
    ['a template', () => `${secret}`],
    ['a log of the object', () => inspect({ secret }, { showHidden: true, depth: null })],
    ['its own entries', () => JSON.stringify(Object.entries(secret))],
  ])('a secret is not shown by %s', (_what, show) => {
    expect(show()).not.toContain('hunter2');
  });
});
