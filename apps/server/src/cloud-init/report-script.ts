import { writeYaml } from './write-yaml.ts';

/** The channel that every machine has (domain-xml); in the guest a port under /sys/class/virtio-ports. */
export const reportChannel = 'org.limen.agent.0';

/** Only of our own making, an id: it stands in a script as it is. */
const idOnly = (instanceId: string): string => {
  if (!/^[0-9a-f-]{1,64}$/.test(instanceId)) throw new Error('not an instance-id of ours');
  return instanceId;
};

/**
 * Renews the machine-id of a copy, once. systemd makes one where there is none; what runs already keeps the old one until the
 * next boot, but for systemd-networkd, which asks for its address by it: two machines that ask alike get the same one.
 */
const identityScript = (
  instanceId: string,
): string => `# This machine is a copy of another one: once, it gets a machine-id of its own.
renewed=/var/lib/cloud/instances/${idOnly(instanceId)}/limen-machine-id
if [ ! -e "$renewed" ] && command -v systemd-machine-id-setup > /dev/null; then
  [ -L /var/lib/dbus/machine-id ] || rm -f /var/lib/dbus/machine-id
  if : > /etc/machine-id && systemd-machine-id-setup > /dev/null 2>&1; then
    [ ! -d /var/lib/dbus ] || [ -e /var/lib/dbus/machine-id ] || ln -s /etc/machine-id /var/lib/dbus/machine-id
    mkdir -p "\${renewed%/*}" && : > "$renewed"
    systemctl --no-block try-restart systemd-networkd > /dev/null 2>&1
  fi
fi
`;

/**
 * The vendor-data of a seed: a script that cloud-init runs early in every boot, whatever the user-data is, and that says
 * over the machine's virtio channel when it has begun, and how it has ended, each one line of JSON. It needs nothing but a
 * shell and the kernel's driver. A write to a channel that nobody listens at waits in the kernel until somebody does (Linux,
 * drivers/char/virtio_console.c, `wait_port_writable`), so nothing is lost while LIMEN is away. How it ended is what
 * cloud-init itself writes last of all, `result.json`: its line feeds are between its tokens only.
 *
 * cloud-init reads what a script says until nobody can say more, so the part that stays must not keep that open: a function
 * with redirections of its own would, since dash keeps what it redirects, for afterwards.
 */
export const reportScript = (
  instanceId: string,
  { newIdentity }: { newIdentity: boolean },
): string => `#cloud-boothook
#!/bin/sh
${newIdentity ? identityScript(instanceId) : ''}# Tells LIMEN how far cloud-init is. It changes nothing, and ends by itself.
port() {
  for each in /sys/class/virtio-ports/*; do
    [ "$(cat "$each/name" 2>/dev/null)" = ${reportChannel} ] && echo "/dev/\${each##*/}" && return
  done
}
say() {
  printf '%s\\n' "$1" > "$(port)"
}
report() {
  tries=0
  until [ -c "$(port)" ]; do
    tries=$((tries + 1))
    [ $tries -gt 120 ] && exit 0
    sleep 1
  done
  say '{"cloudInit":"running","instanceId":"${idOnly(instanceId)}"}'
  until [ -s /run/cloud-init/result.json ]; do sleep 1; done
  result=$(tr -d '\\n' < /run/cloud-init/result.json | head -c 6000)
  [ \${#result} -lt 6000 ] || result='{"v1":{"errors":["More went wrong than can be told here."]}}'
  say '{"cloudInit":"ended","instanceId":"${idOnly(instanceId)}","result":'"$result"'}'
}
(
  exec < /dev/null > /dev/null 2>&1
  report
) &
`;

/** meta-data of a seed. Another instance-id makes the guest do everything once more. */
export const metaData = (instanceId: string, hostName: string): string =>
  writeYaml({ 'instance-id': instanceId, 'local-hostname': hostName });
