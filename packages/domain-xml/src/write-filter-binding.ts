import { serializeXml } from './serialize-xml.ts';
import { checkXmlText } from './xml-text.ts';
import { el } from './xml-tree.ts';

/**
 * A filter bound to the end of a card on the host (formatnwfilterbinding), which learns the address that its guest is leased.
 *
 * @param binding.owner a UUID, by which libvirt remembers what it has learned of this card
 * @throws {InvalidXmlText} with the field's name
 */
export const writeFilterBinding = (binding: {
  owner: { name: string; uuid: string };
  portDevice: string;
  mac: string;
  filter: string;
}): string =>
  serializeXml(
    el(
      'filterbinding',
      {},
      el(
        'owner',
        {},
        el('name', {}, checkXmlText(binding.owner.name, 'name')),
        el('uuid', {}, binding.owner.uuid),
      ),
      el('portdev', { name: checkXmlText(binding.portDevice, 'portDevice') }),
      el('mac', { address: binding.mac }),
      el(
        'filterref',
        { filter: checkXmlText(binding.filter, 'filter') },
        el('parameter', { name: 'CTRL_IP_LEARNING', value: 'dhcp' }),
      ),
    ),
  );
