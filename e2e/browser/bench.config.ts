// `make bench-web`: the same browser and organisation as the tests, alone, and what it makes is figures.
import { defineConfig } from "@playwright/test";

import tests from "./playwright.config";

export default defineConfig({ ...tests, testMatch: "**/*.bench.ts", workers: 1, retries: 0, reporter: "line" });
