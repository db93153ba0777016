/** What VirtualBox gives the first NIC of every Vagrant machine: the same for all of them (`VBoxManage modifyvm --natnet1`). */
export const VIRTUALBOX_NAT = { dev: 'eth0', ip: '10.0.2.15/24', gateway: '10.0.2.2', dns: '10.0.2.3' } as const;
/** The gateway's MAC inside VirtualBox's NAT engine. */
export const VIRTUALBOX_NAT_MAC = '52:54:00:12:35:02';
