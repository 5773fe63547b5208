// The pages under test: which command writes which, and where they lie.
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

export const root = resolve(__dirname, "../..");
export const folder = join(__dirname, "test-results", "pages");

/** Page → arguments of `rapport`. */
export const pages: Record<string, { lang: "en" | "zh"; args: string[] }> = {
  "check-en": { lang: "en", args: ["check", "examples/en/double-charge.txt"] },
  // Rules alone: what tests say of single turns must not hang on weights, which change with every training.
  "rules-en": { lang: "en", args: ["check", "examples/en/double-charge.txt", "--models", "off"] },
  "check-zh": { lang: "zh", args: ["check", "examples/zh/lost-passport.txt"] },
  "many-en": { lang: "en", args: ["check", "examples/en/morning-queue.jsonl"] },
  "many-zh": { lang: "zh", args: ["check", "examples/zh/one-day.jsonl"] },
  "score-en": { lang: "en", args: ["score", "examples/en/double-charge.txt"] },
  "score-zh": { lang: "zh", args: ["score", "examples/zh/lost-passport.txt"] },
  "report-en": { lang: "en", args: ["report", "examples"] },
  "report-zh": { lang: "zh", args: ["report", "examples"] },
};

/** A conversation whose words are markup, scripts and marks that turn the writing direction. */
export const hostile = {
  id: "\"><script>document.title='broken'</script>",
  channel: "chat",
  agent: "<img src=x onerror=\"document.title='broken'\">",
  started_at: "</dd><script>document.title='broken'</script>",
  turns: [
    { who: "customer", text: "I am furious </p></li></ol><script>document.title='broken'</script> <img src=\"https://example.org/x.png\"> \u202egnp.exe" },
    { who: "agent", text: "Calm down. <style>body{display:none}</style> <a href=\"https://example.org/\">here</a>" },
    { who: "<b onmouseover=alert(1)>Zed</b>", text: "</script><script>document.title='broken'</script>" },
  ],
};

export const file = (page: string) => join(folder, `${page}.html`);
export const address = (page: string) => pathToFileURL(file(page)).href;
