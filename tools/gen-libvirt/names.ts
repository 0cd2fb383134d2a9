/**
 * The one rule by which libvirt's names become ours: cut at underscores and where lower case meets upper case, then
 * join as camelCase or PascalCase with every word lower-cased but its first letter. So `XML`, `Xml`, `callbackID` and
 * `callback_id` can only become `Xml` and `callbackId`. Only the prefix
 * `remote_` is dropped, since nearly every name has it.
 */
const words = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .split('_')
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `remote_domain_get_xml_desc_args` → `DomainGetXmlDescArgs`; only `remote_` is dropped. */
export const pascalCase = (name: string): string =>
  words(name.replace(/^remote_/i, ''))
    .map(capital)
    .join('');

/** `REMOTE_DOMAIN_GET_XML_DESC` → `domainGetXmlDesc`, `eventID` → `eventId` */
export const camelCase = (name: string): string => {
  const pascal = pascalCase(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
};

/** `virDomainEventID` → `DomainEventId`, `virErrorNumber` → `ErrorNumber` */
export const enumName = (cType: string): string => pascalCase(cType.replace(/^vir/, ''));

/**
 * The part that all members of a C enum share, cut at an underscore and never the whole of a name. An enum of one
 * member shares what its type's own words say: `VIR_NETWORK_XML_INACTIVE` of `virNetworkXMLFlags` → `INACTIVE`.
 */
export function sharedPrefix(members: readonly string[], cType: string): string {
  const [first = [], ...others] = members.map((member) => member.split('_'));
  const typeWords = words(cType);
  let shared = 0;
  while (
    shared < first.length - 1 &&
    (others.length > 0
      ? others.every((other) => shared < other.length - 1 && other[shared] === first[shared])
      : typeWords.includes((first[shared] ?? '').toLowerCase()))
  ) {
    shared += 1;
  }
  return shared === 0 ? '' : `${first.slice(0, shared).join('_')}_`;
}
