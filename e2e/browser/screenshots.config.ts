// `make screenshots`: the same browser and pages as the tests, but what it makes is pictures.
import { defineConfig } from "@playwright/test";

import tests from "./playwright.config";

export default defineConfig({ ...tests, testMatch: "**/*.take.ts", reporter: "line" });
