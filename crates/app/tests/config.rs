//! Settings by file, environment and flags; completions, manual, doctor.

mod run;

use std::path::Path;
use std::process::{Command, Stdio};

use run::{Ran, rapport, with};

/// Runs in `folder`, so that its `rapport.toml` is found.
fn within(folder: &Path, args: &[&str], env: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapport"));
    command.args(args).current_dir(folder).stdin(Stdio::null()).env("LANG", "C.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    run::own_settings(&mut command, env);
    let output = command.output().expect("the binary starts");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Ran { code: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
}

fn folder(settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("rapport.toml"), settings).expect("written");
    std::fs::write(folder.path().join("a.txt"), "Agent: Northwind Bank, hello.\nCustomer: My card was charged twice.\n").expect("written");
    folder
}

/// The value and the origin of a setting.
fn shown(ran: &Ran, name: &str) -> (String, String) {
    assert_eq!(ran.code, 0, "{}", ran.err);
    let line = ran.out.lines().find(|line| line.split_whitespace().next() == Some(name)).unwrap_or_else(|| panic!("{name} is not in\n{}", ran.out));
    let mut words = line.split_whitespace().skip(1);
    (words.next().expect("a value").to_owned(), words.collect::<Vec<_>>().join(" "))
}

#[test]
fn the_default_file_is_the_defaults() {
    let printed = rapport(&["config", "default"]).out;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/config.default.toml");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &printed).expect("written");
    }
    let kept = std::fs::read_to_string(path).expect("docs/config.default.toml is there");
    assert!(kept == printed, "docs/config.default.toml is not what `rapport config default` prints; `make bless` writes it anew");
    // Read as a file, it changes nothing.
    let folder = folder(&printed);
    let values = |ran: Ran| -> Vec<String> { ran.out.lines().map(|line| line.split_whitespace().take(2).collect::<Vec<_>>().join(" ")).collect() };
    assert_eq!(values(within(folder.path(), &["config", "show"], &[])), values(rapport(&["config", "show"])));
}

#[test]
fn flags_are_stronger_than_variables_and_those_than_the_file() {
    let folder = folder("lang = \"zh\"\nthreads = 3\n\n[check]\nformat = \"jsonl\"\nmin_confidence = 0.5\n");
    let show = |env: &[(&str, &str)]| within(folder.path(), &["config", "show"], env);
    let plain = show(&[]);
    assert_eq!(shown(&plain, "threads"), ("3".into(), "rapport.toml:2".into()));
    assert_eq!(shown(&plain, "check.format"), ("jsonl".into(), "rapport.toml:5".into()));
    assert_eq!(shown(&plain, "redact.format"), ("text".into(), "default".into()));
    assert_eq!(shown(&plain, "color"), ("auto".into(), "default".into()));
    let set = show(&[("RAPPORT_THREADS", "2"), ("RAPPORT_CHECK_MIN_CONFIDENCE", "0.7")]);
    assert_eq!(shown(&set, "threads"), ("2".into(), "RAPPORT_THREADS".into()));
    assert!(set.out.lines().any(|line| line.contains("min_confidence") && line.contains("0.7") && line.contains("RAPPORT_CHECK_MIN_CONFIDENCE")), "{}", set.out);
    // The file says jsonl and Chinese; a variable and a flag say otherwise.
    let json = within(folder.path(), &["check", "a.txt"], &[]);
    assert!(json.out.starts_with("{\"conversation\""), "{}{}", json.out, json.err);
    let array = within(folder.path(), &["check", "a.txt"], &[("RAPPORT_CHECK_FORMAT", "json")]);
    assert!(array.out.starts_with('['), "{}", array.out);
    let text = within(folder.path(), &["check", "a.txt", "--format", "text", "--lang", "en"], &[("RAPPORT_CHECK_FORMAT", "json")]);
    assert!(text.out.contains("English"), "{}", text.out);
    assert!(within(folder.path(), &["check", "a.txt", "--format", "text"], &[]).out.contains("2 轮"));
}

#[test]
fn another_file_is_named_by_flag_or_variable_and_its_paths_count_from_it() {
    let folder = folder("[check]\nformat = \"jsonl\"\n");
    let team = folder.path().join("team");
    std::fs::create_dir(&team).expect("made");
    std::fs::write(team.join("own.toml"), "program = \"pack.yaml\"\n").expect("written");
    let show = within(folder.path(), &["config", "show", "--config", "team/own.toml"], &[]);
    let (value, origin) = shown(&show, "program");
    assert!(value.replace('\\', "/").ends_with("team/pack.yaml"), "{value}");
    assert!(origin.ends_with("own.toml:1"), "{origin}");
    let named = within(folder.path(), &["config", "show"], &[("RAPPORT_CONFIG", "team/own.toml")]);
    assert_eq!(named.out, show.out);
    let missing = within(folder.path(), &["check", "a.txt", "--config=none.toml"], &[]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("cannot read none.toml"), "{}", missing.err);
}

#[test]
fn mistakes_are_told_with_file_line_and_a_guess() {
    for (settings, expected) in [
        ("threads = 2\nthread = 2\n", "rapport.toml:2: there is no setting `thread`: did you mean `threads`?"),
        ("[chekc]\nformat = \"json\"\n", "rapport.toml:2: there is no command `chekc` with settings: did you mean `check`?"),
        ("[check]\nfromat = \"json\"\n", "rapport.toml:2: `check` has no setting `fromat`: did you mean `format`?"),
        ("\n[check]\nformat = \"xml\"\n", "rapport.toml:3: `format` is one of text, "),
        ("threads = \"many\"\n", "rapport.toml:1: `threads` cannot be that"),
        ("[check]\nfull = 3\n", "rapport.toml:2: `full` is true or false"),
        ("[check]\nfull = \n", "rapport.toml:2: this is not TOML"),
    ] {
        let folder = folder(settings);
        let ran = within(folder.path(), &["check", "a.txt"], &[]);
        assert_eq!(ran.code, 2, "{settings}");
        assert!(ran.err.contains(expected), "{settings}: {}", ran.err);
    }
    let wrong = with(&["check", "parcel.txt"], &[("RAPPORT_CHECK_FORMAT", "xml")], b"");
    assert!(wrong.err.contains("RAPPORT_CHECK_FORMAT: `format` is one of"), "{}", wrong.err);
}

#[test]
fn completions_and_manual_know_every_command() {
    let commands = ["check", "explain", "behaviours", "redact", "export", "test", "schema", "config", "doctor"];
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = rapport(&["completions", shell]);
        assert_eq!(script.code, 0, "{}", script.err);
        assert!(commands.iter().all(|command| script.out.contains(command)), "{shell}");
        assert!(script.out.contains("vcon-key"), "{shell}");
    }
    let page = rapport(&["man"]);
    assert!(page.out.contains(".TH rapport 1") && commands.iter().all(|command| page.out.contains(&format!("rapport\\-{command}(1)"))), "{}", page.out);
    let check = rapport(&["man", "check"]);
    assert!(check.out.contains("min\\-confidence") && check.out.contains("Examples:"), "{}", check.out);
    assert!(rapport(&["man", "chekc"]).err.contains("did you mean `check`"));
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(rapport(&["man", "--out", folder.path().to_str().expect("text")]).code, 0);
    assert!(folder.path().join("rapport-check.1").is_file());
}

#[test]
fn the_doctor_finds_what_is_wrong_and_how_to_mend_it() {
    let well = folder("threads = 1\n");
    let ran = within(well.path(), &["doctor"], &[]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("rapport.toml is read") && ran.out.contains("nothing is wrong") && !ran.out.contains('✗'), "{}", ran.out);
    assert!(within(well.path(), &["doctor", "--lang", "zh"], &[]).out.contains("没有发现问题"));
    assert!(within(well.path(), &["doctor"], &[("RAPPORT_THREDS", "2")]).out.contains("RAPPORT_THREDS"));

    let ill = folder("behaviours = \"rules\"\nthraeds = 1\n");
    std::fs::create_dir(ill.path().join("rules")).expect("made");
    std::fs::write(ill.path().join("rules/bad.yaml"), "format: 1\nid: [\n").expect("written");
    let ran = within(ill.path(), &["doctor", "--behaviours", "rules", "--program", "none.yaml", "--vcon-key", "a.txt", "--out", "a.txt"], &[]);
    assert_eq!(ran.code, 1);
    for part in ["rapport.toml:2: there is no setting `thraeds`", "bad.yaml", "none.yaml", "a.txt: cannot use it", "cannot write into a.txt", "5 things are wrong"] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    assert_eq!(ran.out.matches("mend: ").count(), 5, "{}", ran.out);
}

#[test]
fn work_on_a_pipe_shows_no_bar() {
    let many = "{\"turns\":[{\"who\":\"agent\",\"text\":\"hello\"}]}\n".repeat(2000);
    let ran = with(&["export", "-", "--format", "jsonl"], &[], many.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}
