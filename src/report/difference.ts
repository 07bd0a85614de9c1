import { createTwoFilesPatch } from 'diff';
import { withoutSecrets } from '../packaging/url-secret';

/**
 * What a fix would change in a file, as a unified difference. Passwords and tokens in URLs are never shown, so a difference
 * with such a line is only to be read.
 */
export function difference(name: string, before: string, after: string): string {
  return withoutSecrets(
    createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, { context: 3 }),
  );
}
