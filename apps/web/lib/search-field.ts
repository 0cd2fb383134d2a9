/** The search field of whatever list is on the page; `/` goes there. */
export const searchFieldId = 'search-here';
