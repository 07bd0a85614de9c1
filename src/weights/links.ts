import { leadsOutside, linkLeadsOutside } from './outside-path';

/** What is wrong with the links of an archive, and with what it would unpack through them. */
export type LinkFault = 'outside-link' | 'through-link';

/** In the words of a finding. */
export const linkFaults: Readonly<Record<LinkFault, string>> = {
  'outside-link':
    'This member is a link that leads out of the folder that the archive is unpacked in, so that what is written to it lands there. Do not unpack it.',
  'through-link':
    'This member would be unpacked through a link of the same archive, so that it lands elsewhere than its name says. Do not unpack it.',
};

/** The links of an archive, told one after the other. */
export class Links {
  readonly #places = new Set<string>();

  /** A link of which the target is a path from its own folder on. */
  add(place: string, target: string): LinkFault | undefined {
    this.#places.add(plain(place));
    return linkLeadsOutside(place, target) ? 'outside-link' : undefined;
  }

  /** A hard link, of which the target is a path from the folder of the archive on. */
  hard(target: string): LinkFault | undefined {
    return leadsOutside(target) ? 'outside-link' : undefined;
  }

  /** Any member, by its name. */
  on(name: string): LinkFault | undefined {
    if (this.#places.size === 0) return undefined;
    const parts = plain(name).split('/');
    return parts.some((_, at) => at > 0 && this.#places.has(parts.slice(0, at).join('/'))) ? 'through-link' : undefined;
  }
}

function plain(name: string): string {
  return name
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+/, '')
    .replace(/\/+$/, '');
}
