import { BlockList, isIP } from 'node:net'

/** Networks that a webhook on the internet never lives in: private, link-local, shared, reserved, multicast. */
const blocked = new BlockList()
const subnets4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Those that carry an IPv4 address inside (`::/96`, NAT64, Teredo, 6to4) lead to it, whatever it is. */
const subnets6 = [
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
]
for (const subnet of subnets4) blocked.addSubnet(...parse(subnet), 'ipv4')
for (const subnet of subnets6) blocked.addSubnet(...parse(subnet), 'ipv6')

/** Whether an IP address lies in such a network; IPv4 written as IPv6 counts as what it stands for, by Node's own rule. */
export function isPrivateAddress(address: string): boolean {
  return blocked.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

function parse(subnet: string): [string, number] {
  const [network = '', prefix] = subnet.split('/')
  return [network, Number(prefix)]
}
