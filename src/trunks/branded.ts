declare const brand: unique symbol;

/** A value of type `T` that only the function which checked it may call a `Name`. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };
