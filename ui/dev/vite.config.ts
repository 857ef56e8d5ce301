/** The pages in a plain browser, for looking at them while they are made: a stand-in answers in place of the program. */
import { fileURLToPath } from "node:url";
import { mergeConfig, type UserConfig } from "vite";
import base from "../vite.config.ts";

const standIn = fileURLToPath(new URL("stand-in.ts", import.meta.url));

export default mergeConfig(base as UserConfig, {
  root: fileURLToPath(new URL("..", import.meta.url)),
  cacheDir: "node_modules/.vite-dev",
  resolve: { alias: { "@tauri-apps/api/core": standIn, "@tauri-apps/api/event": standIn } },
  build: { outDir: fileURLToPath(new URL("../node_modules/.inward-dev", import.meta.url)), emptyOutDir: true },
});
