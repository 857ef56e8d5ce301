import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** In tests there is no program around the window. */
const program = here("src/testing/program.ts");

export default defineConfig({
  plugins: [svelte()],
  resolve: {
    alias: {
      $messages: here("../src-tauri/crates/domain/messages"),
      $drawing: here("../src-tauri/crates/report/src/drawing"),
      $src: here("src"),
      ...(process.env.VITEST ? { "@tauri-apps/api/core": program, "@tauri-apps/api/event": program } : {}),
    },
    conditions: process.env.VITEST ? ["browser"] : undefined,
  },
  // The pages are read from the program itself: relative addresses, nothing inlined, so that the content policy stays strict.
  base: "./",
  build: {
    target: "es2023",
    // The oldest web views that are looked at know light-dark() and nesting; nothing is rewritten for older ones.
    cssTarget: ["safari18.2", "chrome130"],
    assetsInlineLimit: 0,
    // What a page is made of comes at once; what comes with a screen is not listed again in every script.
    modulePreload: { polyfill: false, resolveDependencies: (_, scripts, { hostType }) => (hostType === "html" ? scripts : []) },
    // One style for everything: a screen that comes later is dressed when it comes, and the order of the rules stays.
    cssCodeSplit: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: { index: here("index.html"), "quick-log": here("quick-log.html") },
      output: {
        chunkFileNames: ({ facadeModuleId }) => (facadeModuleId?.includes("/src/words/") ? "assets/words-[name]-[hash].js" : "assets/[name]-[hash].js"),
        // What several screens are built from is one script; what only some of them need comes with those.
        codeSplitting: { groups: [{ name: "parts", test: /[\\/](?:src[\\/]parts[\\/](?!asking|worksheet)|@lucide[\\/])/, minShareCount: 2 }] },
      },
    },
  },
  server: { fs: { allow: [here("..")] } },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
    testTimeout: 30_000,
  },
});
