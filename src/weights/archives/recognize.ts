import { ascii, startsWith } from '../../bytes/cursor';
import { isSevenZip } from '../../bytes/seven-zip';
import { isTar } from '../../bytes/tar';
import { hasEnding, type Recognized, type WeightFile } from '../format';

/** Archives that are named and not read. */
const unread: readonly { readonly format: string; readonly mark: Uint8Array }[] = [
  { format: 'rar', mark: Uint8Array.of(0x52, 0x61, 0x72, 0x21, 0x1a, 0x07) },
  { format: 'cab', mark: ascii('MSCF\0\0\0\0') },
];

/** Archives other than zip, under any name: tar, of which PyTorch once made its files, 7z, and some that are only named. */
export function otherArchive(file: WeightFile): Recognized | undefined {
  const { head } = file;
  if (isSevenZip(head)) return { format: '7z' };
  if (isTar(head)) return { format: hasEnding(file, '.pt', '.pth', '.ckpt') ? 'torch-tar' : 'tar' };
  const found = unread.find(({ mark }) => startsWith(head, mark));
  return found && { format: found.format };
}
