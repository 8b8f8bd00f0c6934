// The answer: a chip is corrected without leaving the page.
export {};
