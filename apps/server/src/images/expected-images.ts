/** What the database says of a host's images; for the world noun, which reads no rows of ours. */
export { listImageFacts as expectedImages } from './image.rows.ts';
