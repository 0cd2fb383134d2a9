/** Which machines would break without an image, and whose they are; for the images noun, which reads no rows of ours. */
export { listVmsByImage } from './vm-images.rows.ts';
