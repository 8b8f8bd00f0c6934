// The first page: names of bodies and places are offered while one types.
export {};
