/** The descriptor of a machine that leaves LIMEN in an OVA; the only place where the server writes one. */
export { type OvfMachine, writeOvf } from '@limen/domain-xml/write-ovf';
