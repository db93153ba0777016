declare const tag: unique symbol;

/** A `T` that the compiler keeps apart from every other `T`: an address is not just any string. */
export type Brand<T, Name extends string> = T & { readonly [tag]: Name };
