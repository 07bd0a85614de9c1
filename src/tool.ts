import { version } from '../package.json';

/** How this program names itself in reports and documents. */
export const tool = { name: 'weighbridge', version } as const;
