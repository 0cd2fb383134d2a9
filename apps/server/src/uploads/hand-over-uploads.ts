/** The uploads of images that somebody else has now are theirs too, in the same transaction. */
export { moveUploadRows as handOverUploads } from './upload.rows.ts';
