// Writes every page with the built binary before the first test.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { file, folder, hostile, pages, root } from "./pages";

export default function write() {
  const binary = resolve(root, process.env.RAPPORT ?? join(process.env.CARGO_TARGET_DIR ?? "target", "debug", "rapport"));
  mkdirSync(folder, { recursive: true });
  const run = (args: string[], input?: string) => execFileSync(binary, args, { cwd: root, input, maxBuffer: 1 << 28 });
  for (const [name, { lang, args }] of Object.entries(pages)) writeFileSync(file(name), run([...args, "--format", "html", "--lang", lang]));
  writeFileSync(file("hostile"), run(["check", "-", "--format", "html", "--lang", "en"], JSON.stringify(hostile)));
}
