/** The one version of tus that is spoken (https://tus.io/protocols/resumable-upload). */
export const tusVersion = '1.0.0';
