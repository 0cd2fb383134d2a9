import { createClient } from '@limen/client/create-client';

/** The API, asked from the page: same origin, the browser's own cookie. */
export const api = createClient();
