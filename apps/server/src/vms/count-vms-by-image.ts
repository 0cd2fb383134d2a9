/** How many machines would break without each image; for the images noun, which reads no rows of ours. */
export { countVmsByImage } from './vm-images.rows.ts';
