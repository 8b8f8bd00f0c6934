// What is kept on the device, by name (vite.config.ts writes the names in): a number rises when its form changes.

declare const ANSWER_CACHE: string;
declare const PAGES_CACHE: string;
