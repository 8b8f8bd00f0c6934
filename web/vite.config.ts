// Builds each island into one file of a fixed name; the pages put the mark of its content into its address.
import { defineConfig } from "vite";

const islands = ["finder", "answer", "sw"] as const;

export default defineConfig({
  publicDir: false,
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
