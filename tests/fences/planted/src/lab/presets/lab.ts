// Allowed: addresses live here.
export const address = '192.0.2.1';
