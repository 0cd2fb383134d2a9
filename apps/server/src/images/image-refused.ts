import type { ImageRefusal } from '@limen/contract/images';
import { AppError } from '../lib/app-error.ts';

const sentences: Readonly<Record<ImageRefusal, string>> = {
  empty: 'The file is empty.',
  unknown: 'This is no disk image and no ISO that LIMEN knows.',
  text: 'This is text or a web page, not a disk image.',
  compressed: 'The file is packed in a way that LIMEN does not unpack, or twice.',
  other_format: 'LIMEN does not take disks of this format; make a qcow2 of it first.',
  old_format: 'This is an old version of its format; make a qcow2 of it first.',
  two_formats: 'The file is of two formats at once.',
  backing_file: 'This is only the difference to another file.',
  data_file: 'Its content is in another file.',
  several_files: 'This disk consists of several files.',
  snapshots: 'It has snapshots inside.',
  bitmaps: 'It has backup bitmaps inside.',
  encrypted: 'It is encrypted.',
  unknown_feature: 'It uses a feature that LIMEN does not know.',
  not_closed: 'It was not closed properly: its machine was running, or crashed.',
  truncated: 'The file ends too early: something is missing.',
  malformed: 'Its header contradicts itself.',
  too_large: 'It says to be larger than any disk here can be.',
  ova_contents:
    'This OVA has something else in it than one description and one disk, or this tar than one disk.',
  ova_several_disks: 'This OVA has several disks.',
  ova_manifest: 'What is in this OVA is not what its manifest says.',
  damaged: 'It is damaged inside.',
  too_much_work: 'Reading it took more time or memory than any honest file needs.',
};

/** A file is not taken, and why. */
export class ImageRefused extends AppError {
  readonly reason: ImageRefusal;

  constructor(reason: ImageRefusal, cause?: unknown) {
    super('image.refused', sentences[reason], { cause });
    this.reason = reason;
  }
}
