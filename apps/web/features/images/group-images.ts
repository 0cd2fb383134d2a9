import type { Image } from '@limen/contract/images';

export type ImageGroup = 'iso' | 'disk' | 'template';

const groupOf = (image: Image): ImageGroup => {
  if (image.template !== null) return 'template';
  return image.kind;
};

/** In the order of the page; what is not there has no group. Versions of a template stand together, the newest first. */
export const groupImages = (images: readonly Image[]): [ImageGroup, readonly Image[]][] => {
  const groups: [ImageGroup, readonly Image[]][] = (['template', 'disk', 'iso'] as const).map((group) => [
    group,
    images.filter((image) => groupOf(image) === group),
  ]);
  return groups
    .filter(([, members]) => members.length > 0)
    .map(([group, members]) => [group, group === 'template' ? byFamily(members) : members]);
};

const byFamily = (members: readonly Image[]): readonly Image[] => {
  // a family stands where its first one does
  const families = Map.groupBy(members, (image) => image.template?.familyId);
  return Array.from(families.values()).flatMap((family) =>
    family.toSorted((a, b) => (b.template?.version ?? 0) - (a.template?.version ?? 0)),
  );
};

/** Every word of it is somewhere in what the page shows of the image. */
export const fitsWords = (image: Image, words: string): boolean => {
  const shown = [image.name, image.description, image.osId, image.fileName, image.owner?.displayName]
    .join(' ')
    .toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => shown.includes(word));
};
