import type { Kernel, Transport } from '../kernel.ts';
import { Icmp } from './icmp.ts';
import type { Sockets } from './sockets.ts';
import { Tcp } from './tcp.ts';
import { Udp } from './udp.ts';

/** ICMP, UDP and TCP of one namespace: what its kernel gives arrivals to, and what its applications open sockets with. */
export function createTransport(kernel: Kernel): Transport & Sockets {
  const tcp = new Tcp(kernel);
  const udp = new Udp(kernel);
  const icmp = new Icmp(kernel, (error) => (error.quote.proto === 'TCP' ? tcp.ownerOf(error) : udp.ownerOf(error)));
  return {
    receiverOf: (arrival) => tcp.receiverOf(arrival) ?? udp.receiverOf(arrival) ?? icmp.receiverOf(arrival),
    openPing: (ask) => icmp.openPing(ask),
    openUdp: (ask) => udp.open(ask),
    openRawTcp: (ask) => tcp.openRaw(ask),
    connectTcp: (ask) => tcp.connect(ask),
    isPortFree: (port) => tcp.isPortFree(port),
    listenTcp: (port, process, accept) => tcp.listen(port, process, accept),
    listenUdp: (port, process, onDatagram) => udp.listen(port, process, onDatagram),
  };
}
