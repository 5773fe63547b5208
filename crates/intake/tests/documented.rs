//! The examples on the page about formats are read, each as what its section says.

use rapport_intake::{Format, Options, parse, records};

#[test]
fn the_example_of_every_section_is_read_as_that_format() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats.md");
    let page = std::fs::read_to_string(path).expect("the page opens");
    let mut read = Vec::new();
    for section in page.split("\n#").skip(1) {
        let title = section.lines().next().unwrap_or_default().trim_start_matches('#').trim();
        for kind in ["json", "csv", "vtt", "srt", "eml", "mbox", "xml"] {
            for example in section.split(&format!("```{kind}\n")).skip(1) {
                let source = example.split("```").next().unwrap_or_default();
                for record in records("page", source.as_bytes()) {
                    let record = record.unwrap_or_else(|problem| panic!("{title}: {problem:?}"));
                    let conversation = match parse(&record, &Options::default()) {
                        // The key is not on the page.
                        Err(problem) if matches!(problem.code, "signed_vcon" | "encrypted_vcon") => continue,
                        found => found.unwrap_or_else(|problem| panic!("{title}: {problem:?}")),
                    };
                    assert!(!conversation.turns.is_empty(), "{title}");
                    read.push((title.to_owned(), record.format));
                }
            }
        }
    }
    for (title, format) in [
        ("Plain JSON", Format::Json),
        ("vCon", Format::Vcon),
        ("Amazon Transcribe Call Analytics", Format::CallAnalytics),
        ("Amazon Transcribe", Format::Transcribe),
        ("Deepgram", Format::Deepgram),
        ("AssemblyAI", Format::AssemblyAi),
        ("Whisper", Format::Whisper),
        ("WhisperX", Format::WhisperX),
        ("whisper.cpp", Format::WhisperCpp),
        ("Chatwoot", Format::Chatwoot),
        ("Zendesk", Format::Zendesk),
        ("Intercom", Format::Intercom),
        ("Tables", Format::Table),
        ("WebVTT", Format::Captions),
        ("SubRip", Format::Captions),
        ("One message", Format::Mail),
        ("Mailbox", Format::Mailbox),
        ("SMS Backup & Restore", Format::Sms),
        ("Messages in a table", Format::Table),
    ] {
        assert!(read.contains(&(title.to_owned(), format)), "{title}: {read:?}");
    }
}
