/** What Next hands a page. Its own generated types exist only after a build; types are checked without one. */
export type Query = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };
export type WithId = { params: Promise<{ id: string }> };
