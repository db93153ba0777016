// Allowed here: what the protocol itself defines. Not allowed: anybody's address.
export const any = '0.0.0.0';
export const somebody = '192.0.2.1';
