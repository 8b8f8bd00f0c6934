// Builds each island into one file of a fixed name; the pages put the mark of its content into its address.
import { defineConfig } from "vite";

const islands = ["finder", "answer", "network", "picture", "sw"] as const;

export default defineConfig({
  publicDir: false,
  // Written in, because a service worker is one file that imports nothing.
  define: {
    ANSWER_CACHE: JSON.stringify("graph-directory-answer-1"),
    PAGES_CACHE: JSON.stringify("graph-directory-pages-1"),
  },
  build: {
    target: "es2022",
    outDir: "../api/web/static/dist",
    emptyOutDir: true,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: Object.fromEntries(islands.map((name) => [name, `src/${name}.ts`])),
      output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
});
