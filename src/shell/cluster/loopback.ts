import { ipv4Of } from '../../wire/address.ts';

/** Where a machine reaches itself (RFC 1122): the same in every lab. */
export const LOOPBACK = ipv4Of(0x7f_00_00_01);
