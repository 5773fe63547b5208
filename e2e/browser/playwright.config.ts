// The pages that the built binary writes, and the web app that it serves, in the Chromium that is installed; nothing is fetched.
import { resolve } from "node:path";

import { defineConfig } from "@playwright/test";

import { desk } from "./app/desk";
import { root } from "./pages";

const binary = resolve(root, process.env.RAPPORT ?? `${process.env.CARGO_TARGET_DIR ?? "target"}/debug/rapport`);

export default defineConfig({
  testDir: ".",
  outputDir: "test-results/runs",
  globalSetup: "./pages.setup.ts",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // Asked once more before it counts as failed; who passes only then is named in the summary.
  retries: 1,
  timeout: 180_000,
  // Two cores, a debug build, two browsers: slow is not wrong.
  expect: { timeout: 30_000 },
  reporter: [["line"], ["./count.ts"]],
  // The demo organisation, anew for each run.
  webServer: process.env.RAPPORT_DESK ? undefined : {
    command: `"${binary}" demo --fresh --data "${resolve(__dirname, "test-results/demo")}" --listen ${new URL(desk).host} --log json`,
    url: `${desk}/readyz`,
    timeout: 180_000,
    reuseExistingServer: false,
  },
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
});
